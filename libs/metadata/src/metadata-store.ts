import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { IntegrationCertificateRepository, IntegrationRepository, type IntegrationEntity, type ReadScope, type Tx } from '@app/persistence';
import { openIdProvidedOf, samlProvidedOf, type ReadMetadata } from './provided.js';

/** The columns of an integration that metadata fills. */
export type MetadataColumns = Pick<IntegrationEntity, 'issuer' | 'provided' | 'metadataReadAt'>;

/** Keeps what metadata said with the integration. The certificates are exactly those of the metadata: a key that is gone there is gone here. */
@Injectable()
export class MetadataStore {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly certificates: IntegrationCertificateRepository,
    private readonly clock: Clock,
  ) {}

  private columnsOf({ issuer, provided }: ReadMetadata): MetadataColumns {
    return { issuer: issuer || null, provided, metadataReadAt: issuer ? this.clock.millis() : null };
  }

  /** @returns false where another integration has the unique identifier */
  async insert(tx: Tx, integration: Omit<IntegrationEntity, keyof MetadataColumns>, metadata: ReadMetadata): Promise<boolean> {
    if (!(await this.integrations.insert(tx, { ...integration, ...this.columnsOf(metadata) }))) return false;
    await this.certificates.replace(tx, integration.id, metadata.certificates);
    return true;
  }

  /** Changes columns, and what metadata says where there is new. @returns false where another integration has the unique identifier */
  async update(tx: Tx, { id, version }: IntegrationEntity, changes: Partial<IntegrationEntity>, metadata?: ReadMetadata): Promise<boolean> {
    const columns = { ...changes, ...(metadata && this.columnsOf(metadata)), version: version + 1, updatedAt: this.clock.millis() };
    if (!(await this.integrations.updateUnlessTaken(tx, id, columns))) return false;
    if (metadata) await this.certificates.replace(tx, id, metadata.certificates);
    return true;
  }

  /** It was read again and said the same: only the time moves, and the end of its validity. */
  async confirm(tx: Tx, integrationId: string, metadata: ReadMetadata): Promise<void> {
    await this.integrations.update(tx, integrationId, this.columnsOf(metadata));
  }

  async current(scope: ReadScope, integration: IntegrationEntity): Promise<ReadMetadata> {
    const certificates = await this.certificates.list(scope, [integration.id]);
    return { issuer: integration.issuer ?? '', provided: openIdProvidedOf(integration) ?? samlProvidedOf(integration), certificates };
  }
}
