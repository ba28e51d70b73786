import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { PersonExportRepository, ReadScope, type UserEntity } from '@app/persistence';
import { apiKeyResource } from '../http/api-key.resource.js';
import { auditEventResource } from '../http/audit-event.resource.js';
import { secondFactorResource } from '../http/second-factor.resource.js';
import { sessionResource } from '../http/session.resource.js';
import { userResource } from '../http/user.resource.js';
import { emailsOf } from '../users/email-addresses.js';
import { ManageUsers } from '../users/manage-users.js';
import { attributesOf } from '../users/sift-changes.js';
import { exportedProvisioningRecord, exportedSignIn } from './exported-logs.js';
import { jsonDocument } from './json-document.js';

/** What is kept of one person, for the person (GDPR articles 15 and 20): no password, token, key or digest of one. */
@Injectable()
export class ExportPerson {
  constructor(
    private readonly users: ManageUsers,
    private readonly kept: PersonExportRepository,
    private readonly reads: ReadScope,
    private readonly clock: Clock,
  ) {}

  /** The text of a JSON document, in pieces. @throws Problem `user_unknown` (404) */
  async export(accountId: string, userId: string): Promise<AsyncGenerator<string, void>> {
    const user = await this.users.read(accountId, userId);
    const apiKeys = await this.kept.apiKeys(this.reads, user);
    const members = { exportedAt: this.clock.now().toISOString(), ...(await this.members(user)), apiKeys: apiKeys.map(apiKeyResource) };
    return jsonDocument(members, this.logs(user, apiKeys.map(({ id }) => id)));
  }

  private async members(user: UserEntity) {
    return {
      user: userResource(user),
      emails: emailsOf(user),
      attributes: attributesOf(user),
      identifiers: await this.kept.identifiers(this.reads, user),
      lastNameIds: (await this.kept.lastNameIds(this.reads, user)).map(({ lastUsedAt, ...name }) => ({ ...name, lastUsedAt: new Date(lastUsedAt).toISOString() })),
      groups: await this.kept.groups(this.reads, user),
      sessions: (await this.kept.sessions(this.reads, user)).map(sessionResource),
      secondFactors: (await this.kept.secondFactors(this.reads, user)).map(secondFactorResource),
    };
  }

  private logs(user: UserEntity, keyIds: readonly string[]) {
    return {
      signIns: mapped(this.kept.signIns(this.reads, user), exportedSignIn),
      provisioningRecords: mapped(this.kept.provisioningRecords(this.reads, user), exportedProvisioningRecord),
      auditEvents: mapped(this.kept.auditEvents(this.reads, user, keyIds), auditEventResource),
    };
  }
}

async function* mapped<Row, Shown>(batches: AsyncIterable<readonly Row[]>, show: (row: Row) => Shown): AsyncGenerator<readonly Shown[], void> {
  for await (const rows of batches) yield rows.map(show);
}
