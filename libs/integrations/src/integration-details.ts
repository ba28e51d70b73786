import { Injectable } from '@nestjs/common';
import { ScimCredentialReader, type ScimCredentialView } from '@app/credentials';
import { ReadBrakes, type Brake } from '@app/directory';
import { IntegrationCertificateRepository, MetadataReadingRepository, ReadScope, type IntegrationCertificateEntity, type IntegrationEntity } from '@app/persistence';
import { LatestHappenings, type Latest } from './latest-happenings.js';

/** An integration with what stands in other tables. */
export interface DetailedIntegration {
  readonly integration: IntegrationEntity;
  readonly certificates: readonly IntegrationCertificateEntity[];
  readonly credentials: ScimCredentialView;
  /** Why the metadata address could not be read the last time. */
  readonly readingProblem: string | null;
  readonly brake: Brake;
  readonly latest: Latest;
}

const NO_CREDENTIALS: ScimCredentialView = { issued: false, password: undefined, token: undefined, lastUsedAt: null };

/** Reads what belongs to integrations of one account: a few queries, however many there are. */
@Injectable()
export class IntegrationDetails {
  constructor(
    private readonly certificates: IntegrationCertificateRepository,
    private readonly readings: MetadataReadingRepository,
    private readonly credentials: ScimCredentialReader,
    private readonly brakes: ReadBrakes,
    private readonly happenings: LatestHappenings,
    private readonly reads: ReadScope,
  ) {}

  async of(integrations: readonly IntegrationEntity[]): Promise<DetailedIntegration[]> {
    const [first] = integrations;
    if (!first) return [];
    const ids = integrations.map(({ id }) => id);
    const [certificates, readings, credentials, brakes, latestOf] = await Promise.all([
      this.certificates.list(this.reads, ids),
      this.readings.list(this.reads, ids),
      this.credentials.read(this.reads, ids),
      this.brakes.of(first.accountId, ids),
      this.happenings.of(ids),
    ]);
    return integrations.map((integration) => ({
      integration,
      certificates: certificates.filter(({ integrationId }) => integrationId === integration.id),
      credentials: credentials.get(integration.id) ?? NO_CREDENTIALS,
      readingProblem: readings.find(({ integrationId }) => integrationId === integration.id)?.problem ?? null,
      brake: brakes.get(integration.id) as Brake,
      latest: latestOf(integration.id),
    }));
  }
}
