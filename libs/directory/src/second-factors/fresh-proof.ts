import { Injectable } from '@nestjs/common';
import { Clock, MINUTE } from '@app/kernel';
import { ReadScope, SessionRepository } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';

/** How long it counts that a person has shown that it is he. */
export const PROOF_HOLDS = 10 * MINUTE;

/** A person in a session that a password has opened. */
export type PasswordCaller = Caller & { readonly sessionId: string };

/** What guards a person's second factors: neither an identity provider nor an API key reaches them, nor a session that was left open. */
@Injectable()
export class FreshProof {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly reads: ReadScope,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `forbidden`, `proof_required` (403) */
  async assertFresh(caller: Caller): Promise<PasswordCaller> {
    const own = assertByPassword(caller);
    const session = await this.sessions.find(this.reads, own.accountId, own.sessionId);
    if (session?.provenAt == null || session.provenAt + PROOF_HOLDS <= this.clock.millis())
      throw refuseDirectory('proof_required', 'The last proof in this session is older than ten minutes, expected a fresh one', {
        hint: 'Ask for a challenge at POST /api/v1/session/proof-challenges and answer it at POST /api/v1/session/proofs; then send this again.',
      });
    return own;
  }
}

/** @throws Problem `forbidden` (403) */
export function assertByPassword(caller: Caller): PasswordCaller {
  if (caller.origin !== 'password' || caller.sessionId === undefined)
    throw refuseDirectory('forbidden', `Second factors are managed in a session opened by password, received ${caller.origin === 'api-key' ? 'an API key' : `one opened by ${caller.origin}`}`);
  return caller as PasswordCaller;
}
