import { Injectable } from '@nestjs/common';
import { Clock, foldCase } from '@app/kernel';
import {
  AccountRepository,
  ExternalIdRepository,
  ProvisioningBrakeRepository,
  ReadScope,
  ResourceCountRepository,
  UserRepository,
  type UserEntity,
} from '@app/persistence';
import { isStorableText } from '@app/http';
import type { ProvisioningContext } from '../users/person.js';
import { RehearsalLedger } from './rehearsal-ledger.js';
import { Rehearsal } from './rehearsal.js';

// Bound parameters of one statement: far below what both engines take.
const AT_ONCE = 500;

/** Begins rehearsals: reads once what the rules will look at, and writes nothing. */
@Injectable()
export class RehearseProvisioning {
  constructor(
    private readonly reads: ReadScope,
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
    private readonly externalIds: ExternalIdRepository,
    private readonly brakes: ProvisioningBrakeRepository,
    private readonly counts: ResourceCountRepository,
    private readonly clock: Clock,
  ) {}

  /** @param identifiers every userName and e-mail address that will be said in the rehearsal, as they are said */
  async begin(context: ProvisioningContext, identifiers: Iterable<string>): Promise<Rehearsal> {
    const { accountId, integrationId } = context;
    const users = await this.holdersOf(accountId, identifiers);
    const ids = users.map(({ id }) => id);
    const counting = new Set([integrationId, ...users.flatMap(({ deprovisionedBy }) => deprovisionedBy ?? [])]);
    const externalIds = await inPortions(ids, (some) => this.externalIds.findMany(this.reads, integrationId, some));
    const ledger = new RehearsalLedger({
      account: await this.accounts.find(this.reads, accountId),
      users,
      externalIds: new Map(externalIds.flatMap((found) => [...found])),
      brakes: await this.brakes.list(this.reads, [...counting]),
      activeUsers: await this.counts.total(this.reads, accountId, 'active-user'),
    });
    return new Rehearsal(ledger, context, this.clock);
  }

  private async holdersOf(accountId: string, identifiers: Iterable<string>): Promise<UserEntity[]> {
    // What cannot be stored is nobody's name, and PostgreSQL takes it for an error.
    const folded = new Set([...identifiers].filter(isStorableText).map(foldCase));
    const found = await inPortions([...folded], (some) => this.users.findByIdentifiers(this.reads, accountId, some));
    return [...new Map(found.flat().map((user) => [user.id, user])).values()];
  }
}

async function inPortions<Value, Result>(values: readonly Value[], read: (some: readonly Value[]) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < values.length; start += AT_ONCE) results.push(await read(values.slice(start, start + AT_ONCE)));
  return results;
}
