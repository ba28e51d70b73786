import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Clock, newId } from '@app/kernel';
import { type SecondFactorEntity, SecondFactorRepository, SessionRepository, type Tx, type UserEntity, UserRepository } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { userUnknown } from '../users/change-user.js';
import type { PasswordCaller } from './fresh-proof.js';
import { ReplaceRecoveryCodes } from './replace-recovery-codes.js';

const MOST_FACTORS = 10;

/** What kinds of second factors have of their own. */
export type NewSecondFactor = Pick<SecondFactorEntity, 'kind' | 'name'> & Partial<Pick<SecondFactorEntity, 'sealedSecret' | 'lastUsedStep' | 'credentialId' | 'publicKey' | 'counter' | 'transports'>>;

export interface AddedSecondFactor {
  readonly factor: SecondFactorEntity;
  /** Shown once, with the first second factor; null with the others. */
  readonly recoveryCodes: readonly string[] | null;
}

/** What is the same for every kind: with the first factor come recovery codes, and the sessions that the password alone has opened elsewhere end. */
@Injectable()
export class AddSecondFactor {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly codes: ReplaceRecoveryCodes,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param id of the new factor, which its secret is sealed for @throws Problem `second_factor_limit`, `passkey_known` (409) */
  async add(tx: Tx, caller: PasswordCaller, wanted: NewSecondFactor, id = newId()): Promise<AddedSecondFactor> {
    const user = await this.users.findForChange(tx, caller.accountId, caller.userId);
    if (!user) throw userUnknown(caller.userId);
    const before = await this.factors.listByUser(tx, user.id);
    if (before.length >= MOST_FACTORS) throw refuseDirectory('second_factor_limit', `The user has ${before.length} second factors, expected fewer than ${MOST_FACTORS}`, { hint: 'Delete one that is not in use any more.' });
    const factor = row(wanted, id, user, this.clock.millis());
    if (!(await this.factors.insertIfAbsent(tx, factor))) throw refuseDirectory('passkey_known', 'The passkey is registered already, expected a new one');
    await this.audit.record(tx, { accountId: user.accountId, action: 'second_factor.added', actor: caller.actor, subject: { kind: 'user', id: user.id, name: user.userName }, after: { id, kind: factor.kind, name: factor.name } });
    return { factor, recoveryCodes: before.length === 0 ? await this.beginWithFirst(tx, caller) : null };
  }

  private async beginWithFirst(tx: Tx, { userId, sessionId }: PasswordCaller): Promise<readonly string[]> {
    await this.sessions.deleteByUser(tx, userId, { origin: 'password', exceptId: sessionId });
    return this.codes.replace(tx, userId);
  }
}

function row(wanted: NewSecondFactor, id: string, { id: userId }: UserEntity, createdAt: number): SecondFactorEntity {
  const nothing = { sealedSecret: null, lastUsedStep: null, credentialId: null, publicKey: null, counter: null, transports: [] };
  return { ...nothing, ...wanted, id, userId, createdAt, lastUsedAt: null };
}
