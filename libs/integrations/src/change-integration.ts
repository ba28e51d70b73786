import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/audit';
import { isSameMetadata, MetadataReader, MetadataStore, type ReadMetadata } from '@app/metadata';
import type { IntegrationEntity } from '@app/persistence';
import { IntegrationDrafts, type ChangedColumns, type IntegrationChanges } from './integration-drafts.js';
import { IntegrationWork } from './integration-work.js';
import { SettingsAudit } from './settings-audit.js';
import { refuseTaken } from './taken.js';

/**
 * Changes an integration by hand. Where that touches what decides on a sign-in, somebody has to sign in anew before it counts as
 * verified; SCIM stays on or off as it is.
 */
@Injectable()
export class ChangeIntegration {
  constructor(
    private readonly work: IntegrationWork,
    private readonly drafts: IntegrationDrafts,
    private readonly reader: MetadataReader,
    private readonly store: MetadataStore,
    private readonly audit: SettingsAudit,
  ) {}

  /** @throws Problem `integration_unknown` (404), and those of setting up */
  async change(accountId: string, id: string, request: IntegrationChanges, actor: Actor): Promise<void> {
    const found = await this.work.find(accountId, id);
    const source = this.drafts.changedSourceOf(found, request);
    this.drafts.change(found, request, source); // refuses before the network is waited for
    const metadata = source && (await this.reader.read(source));
    await this.work.change(accountId, id, async (tx, current) => {
      const columns = this.drafts.change(current, request, source);
      const before = await this.store.current(tx, current);
      const after = metadata ?? before;
      const verifiedAt = isAnotherSignIn(current, columns, before, after) ? null : current.verifiedAt;
      if (isUntouched(current, columns) && isSameMetadata(before, after)) return;
      const changed = { ...current, ...columns, verifiedAt };
      if (!(await this.store.update(tx, current, { ...columns, verifiedAt }, metadata))) throw refuseTaken(columns.uniqueIdentifier);
      await this.audit.changed(tx, actor, { integration: current, metadata: before }, { integration: changed, metadata: after });
    });
  }
}

/** The same address entered once more is a refresh: new keys of the same issuer leave the integration verified. */
function isAnotherSignIn(current: IntegrationEntity, columns: ChangedColumns, before: ReadMetadata, after: ReadMetadata): boolean {
  const isRefresh = columns.metadataUrl !== null && columns.metadataUrl === current.metadataUrl && before.issuer === after.issuer;
  return !isSameSettings(current, columns) || (!isRefresh && !isSameMetadata(before, after));
}

function isSameSettings(current: IntegrationEntity, { entityId, uniqueIdentifier, metadataUrl, options }: ChangedColumns): boolean {
  const isSameName = entityId === current.entityId && uniqueIdentifier === current.uniqueIdentifier;
  return isSameName && metadataUrl === current.metadataUrl && sorted(options) === sorted(current.options);
}

function isUntouched(current: IntegrationEntity, columns: ChangedColumns): boolean {
  return isSameSettings(current, columns) && columns.name === current.name && columns.metadataXml === current.metadataXml;
}

function sorted(options: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(options).sort(([left], [right]) => (left < right ? -1 : 1)));
}
