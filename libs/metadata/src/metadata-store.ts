import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { IntegrationCertificateRepository, IntegrationRepository, type IntegrationEntity, type ReadScope, type Tx } from '@app/persistence';
import { samlProvidedOf, type ReadMetadata } from './provided.js';

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

  columnsOf({ issuer, provided }: ReadMetadata): MetadataColumns {
    return { issuer, provided, metadataReadAt: this.clock.millis() };
  }

  async write(tx: Tx, { id, version }: Pick<IntegrationEntity, 'id' | 'version'>, metadata: ReadMetadata): Promise<void> {
    await this.integrations.update(tx, id, { ...this.columnsOf(metadata), version: version + 1, updatedAt: this.clock.millis() });
    await this.writeCertificates(tx, id, metadata);
  }

  async writeCertificates(tx: Tx, integrationId: string, { certificates }: ReadMetadata): Promise<void> {
    await this.certificates.replace(tx, integrationId, certificates);
  }

  /** It was read again and said the same: only the time moves, and the end of its validity. */
  async confirm(tx: Tx, integrationId: string, metadata: ReadMetadata): Promise<void> {
    await this.integrations.update(tx, integrationId, this.columnsOf(metadata));
  }

  async current(scope: ReadScope, integration: IntegrationEntity): Promise<ReadMetadata> {
    const certificates = await this.certificates.list(scope, [integration.id]);
    return { issuer: integration.issuer ?? '', provided: samlProvidedOf(integration), certificates };
  }
}
