import type { AuditEvent } from '../api/models.js';
import { TextLink } from '../components/links.js';
import { texts } from '../texts/index.js';

const { audit } = texts;

interface AuditLinkProps {
  readonly accountId: string;
  readonly by?: string | undefined;
  readonly to?: string | undefined;
  readonly integrationId?: string | undefined;
  readonly onClick?: (() => void) | undefined;
  readonly children: string;
}

/** A part of the audit: what somebody did, what was done to something, or everything about an integration. */
export function AuditLink({ accountId, by, to, integrationId, onClick, children }: AuditLinkProps) {
  return (
    <TextLink to="/accounts/$accountId/settings/audit" params={{ accountId }} search={{ actorId: by, subjectId: to, integrationId }} onClick={onClick} size="sm">
      {children}
    </TextLink>
  );
}

/** To whom or what something was done: the page of it, where it has one. */
export function SubjectLink({ accountId, subject: { kind, id, name } }: { accountId: string; subject: AuditEvent['subject'] }) {
  const text = [audit.kinds[kind] ?? kind, name].filter(Boolean).join(' ');
  if (!id) return <>{text}</>;
  if (kind === 'user') return <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId, userId: id }}>{text}</TextLink>;
  if (kind === 'group') return <TextLink to="/accounts/$accountId/groups/$groupId" params={{ accountId, groupId: id }}>{text}</TextLink>;
  if (kind === 'integration') return <TextLink to="/accounts/$accountId/settings/integrations/$integrationId" params={{ accountId, integrationId: id }}>{text}</TextLink>;
  if (kind === 'webhook') return <TextLink to="/accounts/$accountId/settings/webhooks/$webhookId" params={{ accountId, webhookId: id }}>{text}</TextLink>;
  return <>{text}</>;
}
