import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@app/kernel';
import { AuditEventRepository, type Tx } from '@app/persistence';
import type { Actor } from './actor.js';
import { redact } from './redact.js';

export interface AuditEntry {
  /** Null for what concerns the whole installation. */
  readonly accountId: string | null;
  /** What happened: subject and past participle, such as `integration.created`. */
  readonly action: string;
  readonly actor: Actor;
  readonly subject: { readonly kind: string; readonly id: string | null; readonly name?: string | null };
  /** The attributes that changed, as they were and as they are. */
  readonly before?: Record<string, unknown> | null;
  readonly after?: Record<string, unknown> | null;
}

/** The audit trail: written in the unit of work that makes the change, so that neither stands without the other. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly events: AuditEventRepository,
    private readonly clock: Clock,
  ) {}

  async record(tx: Tx, { accountId, action, actor, subject, before = null, after = null }: AuditEntry): Promise<void> {
    await this.events.insert(tx, {
      id: newId(),
      accountId,
      at: this.clock.millis(),
      action,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      address: actor.address,
      reference: actor.reference,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectName: subject.name ?? null,
      before: redact(before) as Record<string, unknown> | null,
      after: redact(after) as Record<string, unknown> | null,
    });
  }
}
