import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { Clock, digest } from '@app/kernel';
import { OwnerRecoveryRepository, ReadScope, UnitOfWork, UserRepository, type OwnerRecoveryEntity, type Tx } from '@app/persistence';
import { secondFactorRequired } from '../passwords/open-password-session.js';
import { PasswordHashing } from '../passwords/password-hashing.js';
import { PasswordSessions } from '../passwords/password-sessions.js';
import type { PasswordSignIn, SigningInFrom } from '../passwords/sign-in-with-password.js';
import { refuseDirectory } from '../problems.js';
import { PoseChallenge, type PosedChallenge } from '../second-factors/pose-challenge.js';
import { RemoveSecondFactors } from '../second-factors/remove-second-factors.js';
import { People } from '../users/people.js';

/**
 * An owner comes back by the link that the host has made: it is spent, the password is set anew if he says one, a deactivation by another
 * owner ends, second factors go where the link says so; then the session opens, or asks for the second factor as any sign-in does.
 */
@Injectable()
export class RedeemOwnerRecovery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
    private readonly recoveries: OwnerRecoveryRepository,
    private readonly users: UserRepository,
    private readonly people: People,
    private readonly hashing: PasswordHashing,
    private readonly factors: RemoveSecondFactors,
    private readonly posing: PoseChallenge,
    private readonly sessions: PasswordSessions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param password a new one; undefined keeps the one that there is
   * @throws Problem `owner_recovery_invalid`, `password_invalid` (400), `second_factor_required` (401, with the challenge)
   */
  async redeem(token: string, password: string | undefined, from: SigningInFrom): Promise<PasswordSignIn> {
    const tokenDigest = digest(token);
    // Before the hash, so that guessing costs nobody a quarter of a second; the spending below decides.
    if (!(await this.recoveries.find(this.reads, tokenDigest))) throw invalid();
    const passwordHash = password === undefined ? undefined : await this.hashing.hash(password);
    const outcome = await this.unitOfWork.run((tx) => this.comeBack(tx, tokenDigest, passwordHash, from));
    if ('methods' in outcome) throw secondFactorRequired(outcome);
    return outcome;
  }

  private async comeBack(tx: Tx, tokenDigest: string, passwordHash: string | undefined, from: SigningInFrom): Promise<PasswordSignIn | PosedChallenge> {
    const recovery = await this.recoveries.find(tx, tokenDigest);
    if (!recovery || !(await this.recoveries.spend(tx, tokenDigest)) || recovery.expiresAt <= this.clock.millis()) throw invalid();
    const { accountId, userId } = recovery;
    await this.restore(tx, recovery, passwordHash, from);
    const hash = await this.users.findPasswordHash(tx, userId);
    if (hash === null) throw refuseDirectory('password_invalid', 'The owner has no password yet, expected a new one, received none');
    const passwordDigest = digest(hash);
    const challenge = await this.posing.pose(tx, { purpose: 'sign-in', accountId, userId, sessionId: null }, { passwordDigest });
    return challenge ?? this.sessions.open(tx, { accountId, userId, passwordDigest }, from);
  }

  private async restore(tx: Tx, { accountId, userId, withoutSecondFactor }: OwnerRecoveryEntity, passwordHash: string | undefined, { address, reference }: SigningInFrom): Promise<void> {
    const user = await this.users.find(tx, accountId, userId);
    if (!user?.owner) throw invalid();
    const actor: Actor = { kind: 'user', id: userId, name: user.userName, address, reference };
    // Whoever runs commands on the host has every right; the link stands for it.
    const context = { accountId, integrationId: null, rights: { role: 'owner', staff: true }, actor } as const;
    const reactivated = user.suspendedAt !== null;
    await this.people.change(tx, context, userId, { ...(passwordHash !== undefined && { passwordHash }), ...(reactivated && { active: true }) });
    const secondFactorsRemoved = withoutSecondFactor ? await this.factors.removeSecondFactors(tx, userId, actor) : 0;
    const after = { reactivated, secondFactorsRemoved };
    await this.audit.record(tx, { accountId, action: 'owner.recovered', actor, subject: { kind: 'user', id: userId, name: user.userName }, after });
  }
}

const invalid = () =>
  refuseDirectory('owner_recovery_invalid', 'The link was used, replaced by a newer one or is older than 15 minutes, expected one that nobody has used', {
    hint: 'Run `npm run recover-owner -- <account>` on the host again.',
  });
