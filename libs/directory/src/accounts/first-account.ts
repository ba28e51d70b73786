import { Injectable } from '@nestjs/common';
import { systemActor } from '@app/audit';
import { AccountRepository, ReadScope } from '@app/persistence';
import { Settings } from '@app/settings';
import { CreateAccount } from './create-account.js';

export interface FirstOwner {
  readonly email: string;
  /** To be printed once; null where BOOTSTRAP_PASSWORD is set. */
  readonly generatedPassword: string | null;
}

// The same for every instance, so that of several that start at once on an empty database one makes it.
const FIRST_ACCOUNT_ID = '01900000-0000-7000-8000-000000000001';

/** The first start on an empty database: an account, and its owner, who is also staff. */
@Injectable()
export class FirstAccount {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly reads: ReadScope,
    private readonly creation: CreateAccount,
    private readonly settings: Settings,
  ) {}

  /** @returns null where there are accounts, or another instance was quicker */
  async ensure(): Promise<FirstOwner | null> {
    if ((await this.accounts.list(this.reads, { limit: 1 })).length > 0) return null;
    const { email, password } = this.settings.bootstrap;
    const owner = { email, password, givenName: 'Account', familyName: 'Owner', staff: true };
    const created = await this.creation.createAs(FIRST_ACCOUNT_ID, { name: 'MoovingON AI', owner }, systemActor);
    return created && { email, generatedPassword: created.generatedPassword };
  }
}
