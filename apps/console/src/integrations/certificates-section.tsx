import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { Integration } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Fact, Facts } from '../components/facts.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { type Place, useIntegrationChanged } from './integration-queries.js';

const { metadata } = texts.integrations;

/** What the identity provider's metadata said, and when it was read. */
export function CertificatesSection({ integration, place }: { integration: Integration; place: Place }) {
  const announce = useAnnounce();
  const changed = useIntegrationChanged(place.accountId);
  const refresh = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/accounts/{accountId}/integrations/{id}/metadata/refresh', { params: { path: place } })),
    onSuccess: (after) => {
      changed(after);
      announce(metadata.refreshed);
    },
  });
  const action = integration.metadataUrl !== null && (
    <Button variant="default" size="xs" loading={refresh.isPending} onClick={() => refresh.mutate()}>
      {metadata.refresh}
    </Button>
  );
  return (
    <Section title={metadata.title} actions={action}>
      <ProblemNotice error={refresh.error} />
      <Facts>
        <Fact name={metadata.issuer}>{integration.issuer ?? metadata.awaited}</Fact>
        <Fact name={metadata.from}>{integration.metadataUrl ?? (integration.issuer === null ? metadata.awaited : metadata.pasted)}</Fact>
        <Fact name={metadata.readAt}>
          <Moment at={integration.metadataReadAt} />
        </Fact>
        {integration.certificates.map(({ fingerprint, notAfter }) => (
          <Fact key={fingerprint} name={metadata.certificate}>
            <div>
              {metadata.until} <Moment at={notAfter} as="day" />
            </div>
            <code>{fingerprint}</code>
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}
