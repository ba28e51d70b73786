import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor, type AuditEntry } from '@app/audit';
import { IdentityProviderRegistry } from '@app/idp/contract';
import { summarizeMetadata, type ReadMetadata } from '@app/metadata';
import type { IntegrationEntity, Tx } from '@app/persistence';
import { Options } from './options.js';

/** An integration with what its metadata says. */
export interface IntegrationState {
  readonly integration: Pick<IntegrationEntity, 'accountId' | 'id' | 'provider' | 'name' | 'entityId' | 'uniqueIdentifier' | 'metadataUrl' | 'options' | 'verifiedAt'>;
  readonly metadata: ReadMetadata;
}

/** What every audit event about an integration has in common. */
export function entryFor({ accountId, id, name }: IntegrationState['integration'], actor: Actor): Omit<AuditEntry, 'action'> {
  return { accountId, actor, subject: { kind: 'integration', id, name } };
}

/** Who set up, changed or deleted an integration: no secret, and of the metadata what it says, not the document. */
@Injectable()
export class SettingsAudit {
  constructor(
    private readonly audit: AuditTrail,
    private readonly registry: IdentityProviderRegistry,
    private readonly options: Options,
  ) {}

  async created(tx: Tx, actor: Actor, state: IntegrationState): Promise<void> {
    await this.audit.record(tx, { ...entryFor(state.integration, actor), action: 'integration.created', after: this.settingsOf(state) });
  }

  /** Only what differs. */
  async changed(tx: Tx, actor: Actor, before: IntegrationState, after: IntegrationState): Promise<void> {
    const [were, are] = [this.settingsOf(before), this.settingsOf(after)];
    const differing = Object.keys(are).filter((name) => JSON.stringify(were[name]) !== JSON.stringify(are[name]));
    const only = (settings: Record<string, unknown>) => Object.fromEntries(differing.map((name) => [name, settings[name]]));
    await this.audit.record(tx, { ...entryFor(after.integration, actor), action: 'integration.changed', before: only(were), after: only(are) });
  }

  async deleted(tx: Tx, actor: Actor, state: IntegrationState, consequences: Record<string, unknown>): Promise<void> {
    await this.audit.record(tx, { ...entryFor(state.integration, actor), action: 'integration.deleted', before: this.settingsOf(state), after: consequences });
  }

  private settingsOf({ integration, metadata }: IntegrationState): Record<string, unknown> {
    const { provider, name, entityId, uniqueIdentifier, metadataUrl, verifiedAt } = integration;
    const described = this.registry.find(provider);
    const options = described ? this.options.show(described, integration) : {};
    return { provider, name, entityId, uniqueIdentifier, metadataUrl, ...summarizeMetadata(metadata), options, verified: verifiedAt !== null };
  }
}
