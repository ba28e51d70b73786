import { Injectable } from '@nestjs/common';
import { newScimUsername, ScimCredentialIssuer, ScimCredentialReader, type GeneratedScimCredentials } from '@app/credentials';
import { IntegrationRepository, ReadScope, type IntegrationEntity, type Tx } from '@app/persistence';

/** Gives an integration its SCIM credentials. In two parts, as hashing is slow and stands outside of the unit of work. */
@Injectable()
export class IssueScimCredentials {
  constructor(
    private readonly issuer: ScimCredentialIssuer,
    private readonly reader: ScimCredentialReader,
    private readonly integrations: IntegrationRepository,
    private readonly reads: ReadScope,
  ) {}

  async has(integrationId: string, scope: ReadScope = this.reads): Promise<boolean> {
    const views = await this.reader.read(scope, [integrationId]);
    return views.get(integrationId)?.issued ?? false;
  }

  generate(): Promise<GeneratedScimCredentials> {
    return this.issuer.generate();
  }

  /** In the place of those before, which go on for `graceMs` milliseconds. The username is made once and stays. */
  async store(tx: Tx, { id, scimUsername }: IntegrationEntity, generated: GeneratedScimCredentials, graceMs: number): Promise<void> {
    if (scimUsername === null) await this.integrations.update(tx, id, { scimUsername: newScimUsername() });
    await this.issuer.issue(tx, id, generated, graceMs);
  }
}
