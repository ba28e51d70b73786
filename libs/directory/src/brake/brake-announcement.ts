import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Events } from '@app/events';
import { IntegrationRepository, type IntegrationEntity, type Tx } from '@app/persistence';
import type { ProvisioningContext } from '../users/person.js';
import type { HeldDeactivation } from './held-deactivation.js';

/** Tells everyone who may decide what a client does to many: the audit trail, and the customer's other systems. */
@Injectable()
export class BrakeAnnouncement {
  constructor(
    private readonly audit: AuditTrail,
    private readonly events: Events,
    private readonly integrations: IntegrationRepository,
  ) {}

  async paused(tx: Tx, { id, name, provider, uniqueIdentifier }: IntegrationEntity, { context, counts }: HeldDeactivation): Promise<void> {
    const { accountId, actor } = context;
    await this.audit.record(tx, { accountId, action: 'provisioning.paused', actor, subject: { kind: 'integration', id, name }, after: { ...counts } });
    await this.events.raise(tx, { type: 'provisioning.paused', accountId, actor, data: { integration: { id, name, provider, uniqueIdentifier }, ...counts } });
  }

  async namesChanged(tx: Tx, { accountId, integrationId, actor }: ProvisioningContext, counts: { readonly changes: number; readonly limit: number }): Promise<void> {
    const integration = await this.integrations.find(tx, accountId, integrationId);
    if (!integration) return;
    const { id, name, provider, uniqueIdentifier } = integration;
    await this.audit.record(tx, { accountId, action: 'provisioning.names_changed', actor, subject: { kind: 'integration', id, name }, after: counts });
    await this.events.raise(tx, { type: 'provisioning.names_changed', accountId, actor, data: { integration: { id, name, provider, uniqueIdentifier }, ...counts } });
  }
}
