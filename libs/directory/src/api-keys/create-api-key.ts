import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Clock, digest, newId, newToken } from '@app/kernel';
import { ApiKeyRepository, UnitOfWork, UserRepository, type ApiKeyEntity } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import type { ApiKeyScope } from '../permissions.js';
import { refuseDirectory } from '../problems.js';
import { accessOfUser } from '../users/user-access.js';

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  /** In milliseconds since the epoch. */
  readonly expiresAt: number | null;
}

export interface CreatedApiKey {
  readonly apiKey: ApiKeyEntity;
  /** Shown once; only its digest stays. */
  readonly key: string;
}

/** By which people and scanners of source code know one of our keys when they see it. */
export const API_KEY_PREFIX = 'moovingon_key_';

@Injectable()
export class CreateApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a key that acts for the caller, in his account; for staff also in another account, and then in that one alone.
   * @throws Problem `api_key_invalid` (400), `user_inactive` (403)
   */
  async create(caller: Caller, accountId: string, wanted: NewApiKey): Promise<CreatedApiKey> {
    const now = this.clock.millis();
    const expiresAt = endOf(caller, wanted, now);
    const key = `${API_KEY_PREFIX}${newToken()}`;
    const { name, scopes } = wanted;
    const row: ApiKeyEntity = { id: newId(), accountId, userId: caller.userId, name, keyDigest: digest(key), scopes: [...new Set(scopes)], madeByPassword: caller.byPassword, createdAt: now, expiresAt, lastUsedAt: null };
    await this.store(caller, row);
    return { apiKey: row, key };
  }

  private store(caller: Caller, row: ApiKeyEntity): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      // Held, so that a deactivation that is under way is waited for, and one that comes after finds the key to end.
      const user = await this.users.findByIdForChange(tx, row.userId);
      const access = user && accessOfUser(user);
      if (!access || !(row.madeByPassword ? access.password : access.identityProvider)) throw refuseDirectory('user_inactive', 'The user was deactivated meanwhile');
      await this.apiKeys.insert(tx, row);
      const { id, name, scopes, expiresAt } = row;
      await this.audit.record(tx, { accountId: row.accountId, action: 'api_key.created', actor: caller.actor, subject: { kind: 'api-key', id, name }, after: { name, scopes, expiresAt } });
    });
  }
}

/** A key that makes keys does not outlive itself through them. */
function endOf(caller: Caller, { expiresAt }: NewApiKey, now: number): number | null {
  const most = caller.origin === 'api-key' ? caller.expiresAt : null;
  const end = expiresAt ?? most;
  if (end !== null && end <= now) throw refuseDirectory('api_key_invalid', `expiresAt is over, expected a point in time to come, received ${new Date(end).toISOString()}`);
  if (most !== null && end !== null && end > most) throw refuseDirectory('api_key_invalid', `expiresAt is after the end of the key that asks, expected at most ${new Date(most).toISOString()}`);
  return end;
}
