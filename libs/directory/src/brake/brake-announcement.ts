import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Events } from '@app/events';
import type { IntegrationEntity, Tx } from '@app/persistence';
import type { HeldDeactivation } from './held-deactivation.js';

/** Tells everyone who may decide that a client was paused: the audit trail, and the customer's other systems. */
@Injectable()
export class BrakeAnnouncement {
  constructor(
    private readonly audit: AuditTrail,
    private readonly events: Events,
  ) {}

  async paused(tx: Tx, { id, name, provider, uniqueIdentifier }: IntegrationEntity, { context, counts }: HeldDeactivation): Promise<void> {
    const { accountId, actor } = context;
    await this.audit.record(tx, { accountId, action: 'provisioning.paused', actor, subject: { kind: 'integration', id, name }, after: { ...counts } });
    await this.events.raise(tx, { type: 'provisioning.paused', accountId, actor, data: { integration: { id, name, provider, uniqueIdentifier }, ...counts } });
  }
}
