import type { Refusal } from '../api/models.js';
import { TextLink } from '../components/links.js';
import { texts } from '../texts/index.js';

const { refusals: words } = texts;

/** Whose it was. */
export function RefusalPlace({ account, integration }: Pick<Refusal, 'account' | 'integration'>) {
  if (!account) return <>{words.nobody}</>;
  if (!integration) return <>{account.name}</>;
  return (
    <TextLink to="/accounts/$accountId/settings/integrations/$integrationId" params={{ accountId: account.id, integrationId: integration.id }} size="sm">
      {account.name}, {integration.name}
    </TextLink>
  );
}
