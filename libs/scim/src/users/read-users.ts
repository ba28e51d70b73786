import { Injectable } from '@nestjs/common';
import { type AncestorGroup, type ReadScope, type ScimReader, ScimUserRepository, type ScimUserRow } from '@app/persistence';
import type { CurrentPerson } from '@app/directory';
import { ScimAddresses } from '../http/scim-addresses.js';
import { ENTERPRISE_USER, type UserResource } from '../protocol/index.js';
import { type Membership, noSurroundings, renderUser, type UserSurroundings } from './render-user.js';
import { factsOf, factsOfRow, type UserFacts } from './user-facts.js';
import { UserWriter } from './user-writer.js';

interface Found {
  readonly facts: UserFacts;
  readonly memberships: readonly Membership[];
}

/** Makes answers of rows: what they show of groups and managers is read for all of them at once, and only where there is any. */
@Injectable()
export class ReadUsers {
  constructor(
    private readonly users: ScimUserRepository,
    private readonly addresses: ScimAddresses,
  ) {}

  async find(scope: ReadScope, reader: ScimReader, id: string): Promise<UserResource | undefined> {
    const row = await this.users.find(scope, reader, id);
    return row && (await this.render(scope, reader.accountId, [row]))[0];
  }

  /** Without what is derived from other resources: what a PUT or PATCH is about. */
  renderPlain(person: CurrentPerson): UserResource {
    return renderUser(factsOf(person), this.addresses.baseUrl);
  }

  /** What a user is a member of, for {@link renderWritten}: his other columns are known to whoever writes them. */
  membershipsOf(tx: ReadScope, id: string): Promise<string | null> {
    return this.users.membershipsOf(tx, id);
  }

  /** After a write, in its unit of work: everything that is asked for is on its way when this returns. */
  async renderWritten(tx: ReadScope, { accountId }: ScimReader, outcome: CurrentPerson, groups: string | null): Promise<UserResource> {
    const [facts, memberships] = [factsOf(outcome), membershipsOf({ groups })];
    return renderUser(facts, this.addresses.baseUrl, memberships, await this.surroundingsOf(tx, accountId, [{ facts, memberships }]));
  }

  async render(scope: ReadScope, accountId: string, rows: readonly ScimUserRow[]): Promise<UserResource[]> {
    const found = rows.map((row) => ({ facts: factsOfRow(row), memberships: membershipsOf(row) }));
    const surroundings = await this.surroundingsOf(scope, accountId, found);
    return found.map(({ facts, memberships }) => renderUser(facts, this.addresses.baseUrl, memberships, surroundings));
  }

  /** The same as JSON. */
  async write(scope: ReadScope, accountId: string, rows: readonly ScimUserRow[]): Promise<string[]> {
    const writer = new UserWriter(this.addresses.baseUrl);
    const texts = rows.map((row) => writer.write(row));
    const left = rows.filter((_, at) => texts[at] === undefined);
    if (left.length === 0) return texts as string[];
    const rendered = await this.render(scope, accountId, left);
    return texts.map((text) => text ?? JSON.stringify(rendered.shift()));
  }

  private async surroundingsOf(scope: ReadScope, accountId: string, found: readonly Found[]): Promise<UserSurroundings> {
    const nested = new Set(found.flatMap(({ memberships }) => memberships.flatMap(([id, , isMember]) => (isMember ? [id] : []))));
    const managers = new Set(found.flatMap(({ facts }) => facts.attributes[ENTERPRISE_USER]?.manager?.value ?? []));
    if (nested.size + managers.size === 0) return noSurroundings;
    const [ancestors, names] = await Promise.all([
      nested.size > 0 ? this.users.ancestorsOf(scope, [...nested]) : [],
      managers.size > 0 ? this.users.namesOf(scope, accountId, [...managers]) : noSurroundings.managers,
    ]);
    return { ancestors: groupBy(ancestors), managers: names };
  }
}

function membershipsOf({ groups }: Pick<ScimUserRow, 'groups'>): readonly Membership[] {
  return groups === null || groups === '[]' ? [] : (JSON.parse(groups) as Membership[]);
}

function groupBy(rows: readonly AncestorGroup[]): ReadonlyMap<string, readonly AncestorGroup[]> {
  const byDirect = new Map<string, AncestorGroup[]>();
  for (const row of rows) byDirect.set(row.direct, [...(byDirect.get(row.direct) ?? []), row]);
  return byDirect;
}
