import {
  AccountRepository,
  ExternalIdRepository,
  ProvisioningBrakeRepository,
  ResourceCountRepository,
  UserEmailRepository,
  UserIdentifierRepository,
  UserRepository,
  type AccountEntity,
  type KeptCount,
  type ProvisioningBrakeEntity,
  type ReadScope,
  type Tx,
  type UserEntity,
  type UserIdentifierEntity,
} from '@app/persistence';
import { identifiersOf } from '../users/email-addresses.js';
import type { RehearsalLedger } from './rehearsal-ledger.js';

/**
 * The repositories that the rules about people write to, on a ledger in memory. What is not overridden here goes to the unit of work's
 * database, and a rehearsal's has none: then it fails.
 */
export class LedgerUsers extends UserRepository {
  constructor(private readonly ledger: RehearsalLedger) {
    super();
  }

  override async insert(_tx: Tx, user: Omit<UserEntity, 'sequence'>): Promise<UserEntity> {
    const stored = { ...user, sequence: Number.MAX_SAFE_INTEGER };
    this.ledger.set(this.ledger.users, user.id, stored);
    return stored;
  }

  override async update(_tx: Tx, id: string, changes: Partial<UserEntity>): Promise<void> {
    const user = this.ledger.users.get(id);
    if (user) this.ledger.set(this.ledger.users, id, { ...user, ...changes });
  }

  override async delete(_tx: Tx, id: string): Promise<number> {
    const user = this.ledger.users.get(id);
    if (!user) return 0;
    this.ledger.set(this.ledger.users, id, undefined);
    for (const value of identifiersOf(user)) if (this.ledger.holders.get(value) === id) this.ledger.set(this.ledger.holders, value, undefined);
    return 1;
  }

  override async findForChange(_tx: Tx, _accountId: string, id: string): Promise<UserEntity | null> {
    return this.ledger.users.get(id) ?? null;
  }

  override async findByIdentifiers(_scope: ReadScope, _accountId: string, values: readonly string[]): Promise<UserEntity[]> {
    const ids = new Set(values.flatMap((value) => this.ledger.holders.get(value) ?? []));
    const users = [...ids].flatMap((id) => this.ledger.users.get(id) ?? []);
    return users.sort((left, right) => left.sequence - right.sequence);
  }
}

export class LedgerIdentifiers extends UserIdentifierRepository {
  constructor(private readonly ledger: RehearsalLedger) {
    super();
  }

  override async insert(_tx: Tx, _accountId: string, userId: string, values: readonly string[]): Promise<boolean> {
    const free = values.filter((value) => !this.ledger.holders.has(value));
    for (const value of free) this.ledger.set(this.ledger.holders, value, userId);
    return free.length === values.length;
  }

  override async delete(_tx: Tx, _accountId: string, userId: string, values: readonly string[]): Promise<void> {
    for (const value of values) if (this.ledger.holders.get(value) === userId) this.ledger.set(this.ledger.holders, value, undefined);
  }

  override async findHolders(_scope: ReadScope, accountId: string, values: readonly string[]): Promise<UserIdentifierEntity[]> {
    return values.flatMap((value) => {
      const userId = this.ledger.holders.get(value);
      return userId === undefined ? [] : [{ accountId, value, userId }];
    });
  }
}

export class LedgerExternalIds extends ExternalIdRepository {
  constructor(private readonly ledger: RehearsalLedger) {
    super();
  }

  override async find(_scope: ReadScope, _integrationId: string, resourceId: string): Promise<string | null> {
    return this.ledger.externalIds.get(resourceId) ?? null;
  }

  override async set(_tx: Tx, _integrationId: string, resourceId: string, value: string | null): Promise<void> {
    this.ledger.set(this.ledger.externalIds, resourceId, value ?? undefined);
  }
}

/** Addresses are searched by SCIM alone: no rule reads them. */
export class UnkeptEmails extends UserEmailRepository {
  override async insert(): Promise<void> {}
  override async replace(): Promise<void> {}
}

export class LedgerCounts extends ResourceCountRepository {
  constructor(private readonly ledger: RehearsalLedger) {
    super();
  }

  override async addTogether(_tx: Tx, _accountId: string, _sequence: number, changes: Partial<Record<KeptCount, number>>): Promise<void> {
    this.ledger.set(this.ledger.activeUsers, 'total', (this.ledger.activeUsers.get('total') ?? 0) + (changes['active-user'] ?? 0));
  }

  override async total(): Promise<number> {
    return this.ledger.activeUsers.get('total') ?? 0;
  }
}

export class LedgerBrakes extends ProvisioningBrakeRepository {
  constructor(private readonly ledger: RehearsalLedger) {
    super();
  }

  override async hold(tx: Tx, integrationId: string, now: number): Promise<ProvisioningBrakeEntity> {
    const found = await this.find(tx, integrationId);
    if (found) return found;
    const first = this.first(integrationId, now);
    this.ledger.set(this.ledger.brakes, integrationId, first);
    return first;
  }

  override async find(_tx: Tx, integrationId: string): Promise<ProvisioningBrakeEntity | null> {
    return this.ledger.brakes.get(integrationId) ?? null;
  }

  override async update(_tx: Tx, integrationId: string, changes: Partial<ProvisioningBrakeEntity>): Promise<void> {
    const brake = this.ledger.brakes.get(integrationId);
    if (brake) this.ledger.set(this.ledger.brakes, integrationId, { ...brake, ...changes });
  }

  override async markWaiting(_tx: Tx, userId: string, integrationId: string): Promise<void> {
    const user = this.ledger.users.get(userId);
    if (user?.active) this.ledger.set(this.ledger.users, userId, { ...user, deactivationHeldBy: integrationId });
  }
}

export class LedgerAccounts extends AccountRepository {
  constructor(private readonly ledger: RehearsalLedger) {
    super();
  }

  override async find(): Promise<AccountEntity | null> {
    return this.ledger.account;
  }
}
