import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/audit';
import { MetadataReader, MetadataStore } from '@app/metadata';
import { UnitOfWork } from '@app/persistence';
import { IntegrationDrafts, type NewIntegration } from './integration-drafts.js';
import { SettingsAudit } from './settings-audit.js';
import { refuseTaken } from './taken.js';

/** Sets an identity provider up in an account: unverified, SCIM off. */
@Injectable()
export class CreateIntegration {
  constructor(
    private readonly drafts: IntegrationDrafts,
    private readonly reader: MetadataReader,
    private readonly store: MetadataStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: SettingsAudit,
  ) {}

  /**
   * @returns the new id
   * @throws Problem 400: `metadata_source_required`, `metadata_unreachable`, `metadata_address_refused`, `metadata_invalid`,
   * `openid_configuration_invalid`, and those of
   * {@link IntegrationDrafts.create}; 409: `unique_identifier_taken`
   */
  async create(accountId: string, request: NewIntegration, actor: Actor): Promise<string> {
    const source = this.drafts.sourceOf(request);
    const integration = this.drafts.create(accountId, request, source);
    const metadata = await this.reader.read(source);
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.store.insert(tx, integration, metadata))) throw refuseTaken(integration.uniqueIdentifier);
      await this.audit.created(tx, actor, { integration, metadata });
    });
    return integration.id;
  }
}
