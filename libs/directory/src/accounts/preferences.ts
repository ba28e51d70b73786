import type { AccountEntity } from '@app/persistence';

/** When the brake stops a provisioning client: more than `percent` of the account's people, and more than `people`, within an hour. */
export interface DeprovisioningLimit {
  /** 1 to 100. */
  readonly percent: number;
  /** So many may leave within an hour whatever share of the account they are. */
  readonly people: number;
}

export interface AccountPreferences {
  readonly deprovisioningLimit: DeprovisioningLimit;
}

/** What is absent stays as it is. */
export interface PreferenceChanges {
  readonly deprovisioningLimit?: Partial<DeprovisioningLimit> | undefined;
}

const UNSET: DeprovisioningLimit = { percent: 20, people: 5 };

/** What an account has set, and the usual values for the rest. */
export function preferencesOf({ preferences }: Pick<AccountEntity, 'preferences'>): AccountPreferences {
  return { deprovisioningLimit: { ...UNSET, ...(preferences.deprovisioningLimit as Partial<DeprovisioningLimit> | undefined) } };
}

/** As they are stored: only what was ever set, so that a usual value may change some day. */
export function withChanges(stored: AccountEntity['preferences'], { deprovisioningLimit = {} }: PreferenceChanges): AccountEntity['preferences'] {
  const said = Object.fromEntries(Object.entries(deprovisioningLimit).filter(([, value]) => value !== undefined));
  if (Object.keys(said).length === 0) return stored;
  return { ...stored, deprovisioningLimit: { ...(stored.deprovisioningLimit as object | undefined), ...said } };
}
