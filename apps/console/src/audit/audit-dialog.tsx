import type { AuditEvent } from '../api/models.js';
import { Dialog } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { JsonBlock } from '../components/json-block.js';
import { Moment } from '../components/moment.js';
import { texts } from '../texts/index.js';
import { AuditLink, SubjectLink } from './audit-links.js';

const { audit } = texts;

/** One event, with what changed. */
export function AuditDialog({ accountId, event, onClose }: { accountId: string; event: AuditEvent | undefined; onClose: () => void }) {
  return (
    <Dialog title={event?.action ?? ''} opened={event !== undefined} onClose={onClose} size="xl">
      {event && (
        <Facts>
          <Fact name={audit.columns.at}>
            <Moment at={event.at} as="exact" />
          </Fact>
          <Fact name={audit.columns.actor}>
            <div>{described(event.actor)}</div>
            {event.actor.id && (
              <AuditLink accountId={accountId} by={event.actor.id} onClick={onClose}>
                {audit.allOfActor}
              </AuditLink>
            )}
          </Fact>
          <Fact name={audit.columns.subject}>
            <div>
              <SubjectLink accountId={accountId} subject={event.subject} />
            </div>
            {event.subject.id && (
              <AuditLink accountId={accountId} to={event.subject.id} onClick={onClose}>
                {audit.allOfSubject}
              </AuditLink>
            )}
          </Fact>
          {event.address && <Fact name={audit.columns.address}>{event.address}</Fact>}
          {event.reference && (
            <Fact name={audit.reference}>
              <code>{event.reference}</code>
            </Fact>
          )}
          {event.before && (
            <Fact name={audit.before}>
              <JsonBlock value={event.before} />
            </Fact>
          )}
          {event.after && (
            <Fact name={audit.after}>
              <JsonBlock value={event.after} />
            </Fact>
          )}
        </Facts>
      )}
    </Dialog>
  );
}

function described({ kind, id, name }: AuditEvent['actor']): string {
  return [audit.kinds[kind] ?? kind, name ?? id].filter(Boolean).join(' ');
}
