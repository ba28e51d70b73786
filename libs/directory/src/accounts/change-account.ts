import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { Clock } from '@app/kernel';
import { AccountRepository, IntegrationRepository, UnitOfWork, type AccountEntity, type Tx } from '@app/persistence';
import { accountUnknown } from '../callers/account-access.js';
import { refuseDirectory } from '../problems.js';
import { preferencesOf, type PreferenceChanges, withChanges } from './preferences.js';

export interface AccountChanges {
  readonly name?: string | undefined;
  readonly ssoRequired?: boolean | undefined;
  readonly preferences?: PreferenceChanges | undefined;
}

const MOST_INTEGRATIONS = 1_000;

@Injectable()
export class ChangeAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly integrations: IntegrationRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `account_unknown` (404), `integration_not_verified` (409) */
  change(accountId: string, { name, ssoRequired, preferences = {} }: AccountChanges, actor: Actor): Promise<AccountEntity> {
    return this.unitOfWork.run(async (tx) => {
      const before = await this.accounts.findForChange(tx, accountId);
      if (!before) throw accountUnknown(accountId);
      const next = { ...before, name: name ?? before.name, ssoRequired: ssoRequired ?? before.ssoRequired, preferences: withChanges(before.preferences, preferences) };
      if (next.ssoRequired && !before.ssoRequired) await this.assertVerified(tx, accountId);
      return this.store(tx, before, next, actor);
    });
  }

  private async store(tx: Tx, before: AccountEntity, next: AccountEntity, actor: Actor): Promise<AccountEntity> {
    const [were, are] = [settingsOf(before), settingsOf(next)];
    const names = (Object.keys(are) as (keyof typeof are)[]).filter((name) => !isDeepStrictEqual(were[name], are[name]));
    if (names.length === 0) return before;
    const only = (settings: typeof are) => Object.fromEntries(names.map((name) => [name, settings[name]]));
    const updatedAt = this.clock.millis();
    await this.accounts.update(tx, before.id, { name: next.name, ssoRequired: next.ssoRequired, preferences: next.preferences, updatedAt });
    const subject = { kind: 'account', id: next.id, name: next.name };
    await this.audit.record(tx, { accountId: next.id, action: 'account.changed', actor, subject, before: only(were), after: only(are) });
    return { ...next, updatedAt };
  }

  /** Nobody may be shut out of the password before somebody has come in by the other door. */
  private async assertVerified(tx: Tx, accountId: string): Promise<void> {
    const integrations = await this.integrations.listByAccount(tx, accountId, { limit: MOST_INTEGRATIONS });
    if (integrations.some(({ verifiedAt }) => verifiedAt !== null)) return;
    throw refuseDirectory('integration_not_verified', 'ssoRequired was to be switched on, expected an integration through which somebody has signed in, received none', {
      hint: 'Sign in through the identity provider once (in Okta: End User Dashboard, MoovingON AI), then switch it on.',
    });
  }
}

/** What an administrator sets, as it is told. */
function settingsOf(account: AccountEntity) {
  const { name, ssoRequired } = account;
  return { name, ssoRequired, ...preferencesOf(account) };
}
