import { Injectable } from '@nestjs/common';
import { ApiKeyRepository, SessionRepository, type Tx, UserRepository } from '@app/persistence';

/** What ended. */
export interface RevokedAccess {
  readonly sessions: number;
  readonly apiKeys: number;
}

/**
 * Ends everything that a person is signed in with, on the word of an identity provider of the account. Of an owner, and of staff, what was
 * opened by password goes on: no identity provider reaches that far.
 */
@Injectable()
export class RevokeAccess {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly apiKeys: ApiKeyRepository,
  ) {}

  /** His row is held, so that a sign-in that is under way is either ended too or comes after. @returns undefined where there is no such user */
  async revoke(tx: Tx, accountId: string, userId: string): Promise<RevokedAccess | undefined> {
    const user = await this.users.findForChange(tx, accountId, userId);
    if (!user) return undefined;
    const isProtected = user.owner || user.staff;
    return {
      sessions: await this.sessions.deleteByUser(tx, userId, isProtected ? { origin: 'identity-provider' } : {}),
      apiKeys: await this.apiKeys.deleteByUser(tx, userId, isProtected ? false : undefined),
    };
  }
}
