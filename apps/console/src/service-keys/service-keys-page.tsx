import { useQuery } from '@tanstack/react-query';
import type { ServiceKey } from '../api/models.js';
import { Page } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { RefusedPage } from '../components/refused-page.js';
import { texts } from '../texts/index.js';
import { KeySection } from './key-section.js';
import { Publication } from './publication.js';
import { RollOverSteps } from './roll-over-steps.js';
import { serviceKeysQuery } from './service-key-queries.js';

const { serviceKeys: words } = texts;

/** For staff: the service's own key pairs, and the way from one to the next. */
export function ServiceKeysPage() {
  const { data, error, refetch } = useQuery(serviceKeysQuery);
  if (error && !data) return <RefusedPage error={error} onRetry={() => void refetch()} />;
  const of = (state: ServiceKey['state']) => (data ?? []).filter((key) => key.state === state);
  const isWaiting = of('next').length > 0;
  // A page of its own for each state of the keys: its heading has the focus then, as the button that was pressed is gone.
  const states = data?.map(({ generation, state }) => `${generation} ${state}`).join();
  return (
    <Page key={states} title={words.title} introduction={words.introduction} actions={data && !isWaiting && <Publication formers={of('former')} />}>
      {data ? <RollOverSteps now={isWaiting ? 'handOver' : of('former').length > 0 ? 'retire' : 'publish'} /> : <PageLoading />}
      {data?.map((key) => (
        <KeySection key={key.generation} serviceKey={key} />
      ))}
    </Page>
  );
}
