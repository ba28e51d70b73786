import type { AccountEntity, ProvisioningBrakeEntity, UserEntity } from '@app/persistence';
import { identifiersOf } from '../users/email-addresses.js';

/** Rows of an account as they were read, before a rehearsal begins. */
export interface LedgerRows {
  readonly account: AccountEntity | null;
  readonly users: readonly UserEntity[];
  /** What the integration that asks calls them, by user id. */
  readonly externalIds: ReadonlyMap<string, string>;
  readonly brakes: readonly ProvisioningBrakeEntity[];
  readonly activeUsers: number;
}

/**
 * What an account would hold: the rows as they were read, with what a rehearsal has changed of them in memory. What fails is undone, as a
 * unit of work rolls back.
 */
export class RehearsalLedger {
  readonly account: AccountEntity | null;
  readonly users = new Map<string, UserEntity>();
  /** Whose each identifier (folded) is. */
  readonly holders = new Map<string, string>();
  readonly externalIds: Map<string, string>;
  readonly brakes: Map<string, ProvisioningBrakeEntity>;
  /** Of the account; under its only key. */
  readonly activeUsers = new Map<'total', number>();
  private undoing: (() => void)[] = [];

  constructor({ account, users, externalIds, brakes, activeUsers }: LedgerRows) {
    this.account = account;
    this.externalIds = new Map(externalIds);
    this.brakes = new Map(brakes.map((brake) => [brake.integrationId, brake]));
    this.activeUsers.set('total', activeUsers);
    for (const user of users) {
      this.users.set(user.id, user);
      for (const identifier of identifiersOf(user)) this.holders.set(identifier, user.id);
    }
  }

  /** Sets an entry of one of the maps above; undefined takes it away. */
  set<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined): void {
    const before = map.get(key);
    this.undoing.push(() => put(map, key, before));
    put(map, key, value);
  }

  /** All of it or, where the work throws, nothing. */
  async attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    this.undoing = [];
    try {
      return await work();
    } catch (error) {
      for (const undo of this.undoing.reverse()) undo();
      throw error;
    }
  }
}

function put<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
