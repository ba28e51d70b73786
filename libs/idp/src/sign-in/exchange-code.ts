import { Injectable } from '@nestjs/common';
import { type Caller, roleOf } from '@app/directory';
import { Clock, digest } from '@app/kernel';
import { AccountRepository, SessionRepository, SignInCodeRepository, type Tx, UnitOfWork, UserRepository } from '@app/persistence';
import { refuseSignIn } from '../problems.js';

/** Who has signed in, told to the server of an application on another origin, for a code. */
@Injectable()
export class ExchangeCode {
  constructor(
    private readonly codes: SignInCodeRepository,
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly accounts: AccountRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes the code away. @throws Problem `sign_in_code_invalid` (400) */
  async exchange(code: string, caller: Pick<Caller, 'accountId' | 'staff'>) {
    const found = await this.unitOfWork.run((tx) => this.spend(tx, code, caller));
    if (found) return found;
    throw refuseSignIn('sign_in_code_invalid', 'The code is unknown, was used already or is older than 60 seconds, expected the code of a sign-in just made.');
  }

  private async spend(tx: Tx, code: string, { accountId, staff }: Pick<Caller, 'accountId' | 'staff'>) {
    const spent = await this.codes.spend(tx, digest(code), staff ? undefined : accountId, this.clock.millis());
    // Signed out or deactivated meanwhile: then there is nobody to tell of, and the code is gone all the same.
    const session = spent && (await this.sessions.find(tx, spent.accountId, spent.sessionId));
    const user = session && (await this.users.find(tx, session.accountId, session.userId));
    const account = session && (await this.accounts.find(tx, session.accountId));
    if (!session || !user || !account) return undefined;
    const { id, userName, email, givenName, familyName, displayName } = user;
    return {
      user: { id, userName, email, givenName, familyName, displayName },
      account: { id: account.id, name: account.name },
      role: roleOf(user) === 'member' ? 'member' : 'admin',
      session: { id: session.id, expiresAt: new Date(session.expiresAt).toISOString() },
    };
  }
}
