import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { ApiKeyRepository, UnitOfWork, UserRepository } from '@app/persistence';
import { administrationBy } from '../callers/administration-by.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { refusalOfEnding } from '../users/person-rights.js';

@Injectable()
export class DeleteApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly apiKeys: ApiKeyRepository,
    private readonly users: UserRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Problem `api_key_unknown` (404), `owner_protected`, `staff_protected` (403) */
  delete(caller: Caller, accountId: string, id: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const apiKey = await this.apiKeys.find(tx, accountId, id);
      if (!apiKey) throw refuseDirectory('api_key_unknown', `No API key of the account has this id, received ${JSON.stringify(id.slice(0, 100))}`);
      // Null for a key that staff has made here: the account's own administrators may end it.
      const user = await this.users.find(tx, accountId, apiKey.userId);
      const refusal = user && apiKey.madeByPassword ? refusalOfEnding(administrationBy(caller, accountId), user) : undefined;
      if (refusal) throw refusal;
      await this.apiKeys.delete(tx, id);
      const { name, scopes } = apiKey;
      await this.audit.record(tx, { accountId, action: 'api_key.deleted', actor: caller.actor, subject: { kind: 'api-key', id, name }, before: { name, scopes } });
    });
  }
}
