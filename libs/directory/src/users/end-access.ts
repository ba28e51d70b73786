import { Injectable } from '@nestjs/common';
import { ApiKeyRepository, OwnerRecoveryRepository, PasswordResetRepository, SessionRepository, type Tx, type UserEntity } from '@app/persistence';
import { accessOfUser } from './user-access.js';

/** Ends sessions and API keys together with the access that they stand on. */
@Injectable()
export class EndAccess {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly resets: PasswordResetRepository,
    private readonly recoveries: OwnerRecoveryRepository,
  ) {}

  async endWhatIsLost(tx: Tx, before: UserEntity, next: UserEntity): Promise<void> {
    const [had, has] = [accessOfUser(before), accessOfUser(next)];
    const [password, identityProvider] = [had.password && !has.password, had.identityProvider && !has.identityProvider];
    if (!password && !identityProvider) return;
    const one = password !== identityProvider;
    tx.leaveToCommit(this.sessions.deleteByUser(tx, next.id, one ? { origin: password ? 'password' : 'identity-provider' } : {}));
    tx.leaveToCommit(this.apiKeys.deleteByUser(tx, next.id, one ? password : undefined));
  }

  /** With a new password end the sessions that were opened by the old one, and the links to set one or to come back. */
  async endWithOldPassword(tx: Tx, userId: string, keepSessionId?: string): Promise<void> {
    tx.leaveToCommit(this.sessions.deleteByUser(tx, userId, { origin: 'password', exceptId: keepSessionId }));
    tx.leaveToCommit(this.resets.deleteByUser(tx, userId));
    tx.leaveToCommit(this.recoveries.deleteByUser(tx, userId));
  }
}
