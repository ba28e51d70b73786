import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Clock } from '@app/kernel';
import { SecondFactorRepository, SessionRepository, type Tx, UnitOfWork } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { ConfirmPassword } from '../passwords/confirm-password.js';
import { refuseDirectory } from '../problems.js';
import { AcceptProof } from './accept-proof.js';
import { type ProofAnswer, secondFactorInvalid } from './check-proof.js';
import { assertByPassword, type PasswordCaller } from './fresh-proof.js';
import { PoseChallenge, type PosedChallenge, type ProofMethod } from './pose-challenge.js';
import { type PendingChallenge, SecondFactorChallenges } from './second-factor-challenges.js';

export interface SessionProofAnswer extends ProofAnswer {
  /** Of a user who has no second factor. */
  readonly password?: string | undefined;
}

/** A person shows in his session that it is he: by a second factor if he has one, else by his password. */
@Injectable()
export class ProveSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly posing: PoseChallenge,
    private readonly challenges: SecondFactorChallenges,
    private readonly accepting: AcceptProof,
    private readonly passwords: ConfirmPassword,
    private readonly factors: SecondFactorRepository,
    private readonly sessions: SessionRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `forbidden` (403) */
  begin(caller: Caller): Promise<PosedChallenge> {
    const { accountId, userId, sessionId } = assertByPassword(caller);
    const subject = { purpose: 'proof', accountId, userId, sessionId } as const;
    return this.unitOfWork.run(async (tx) => (await this.posing.pose(tx, subject)) ?? { ...(await this.challenges.issue(tx, subject, {})), methods: ['password'], passkeyOptions: null });
  }

  /** @throws Problem `forbidden` (403), `rate_limited` (429), `challenge_invalid`, `second_factor_invalid`, `credentials_invalid` (401) */
  async answer(caller: Caller, challengeToken: string, answer: SessionProofAnswer): Promise<void> {
    const own = assertByPassword(caller);
    const challenge = await this.challenges.find('proof', challengeToken, own.sessionId);
    if (answer.password !== undefined) return this.byPassword(own, challenge, answer.password);
    await this.accepting.accept(challenge, answer, own.actor.address, (tx, method) => this.mark(tx, own, method));
  }

  private async byPassword(caller: PasswordCaller, challenge: PendingChallenge, password: string): Promise<void> {
    await this.passwords.confirm(caller, password);
    await this.unitOfWork.run(async (tx) => {
      await this.mark(tx, caller, 'password');
      await this.challenges.spend(tx, challenge);
      if ((await this.factors.listByUser(tx, caller.userId)).length > 0) throw secondFactorInvalid();
    });
  }

  private async mark(tx: Tx, { sessionId, accountId, userId, userName, actor }: PasswordCaller, method: ProofMethod): Promise<void> {
    if (!(await this.sessions.prove(tx, sessionId, this.clock.millis()))) throw refuseDirectory('session_unknown', 'The session has ended meanwhile, expected one that lives');
    await this.audit.record(tx, { accountId, action: 'session.proven', actor, subject: { kind: 'user', id: userId, name: userName }, after: { by: method } });
  }
}
