import { Injectable } from '@nestjs/common';
import { type AncestorGroup, type ReadScope, type ScimReader, ScimUserRepository, type ScimUserRow } from '@app/persistence';
import { ENTERPRISE_USER, type UserResource } from '../protocol/index.js';
import { ScimAddresses } from '../http/scim-addresses.js';
import { membershipsOf, renderUser, type UserSurroundings } from './render-user.js';

/** Makes answers of rows: what they show of groups and managers is read for all of them at once, and only where there is any. */
@Injectable()
export class ReadUsers {
  constructor(
    private readonly users: ScimUserRepository,
    private readonly addresses: ScimAddresses,
  ) {}

  async find(scope: ReadScope, reader: ScimReader, id: string): Promise<UserResource | undefined> {
    const row = await this.users.find(scope, reader, id);
    return row && (await this.render(scope, reader, [row]))[0];
  }

  async render(scope: ReadScope, { accountId }: Pick<ScimReader, 'accountId'>, rows: readonly ScimUserRow[]): Promise<UserResource[]> {
    const surroundings = await this.surroundingsOf(scope, accountId, rows);
    return rows.map((row) => renderUser(row, this.addresses.baseUrl, surroundings));
  }

  private async surroundingsOf(scope: ReadScope, accountId: string, rows: readonly ScimUserRow[]): Promise<UserSurroundings> {
    const nested = new Set(rows.flatMap(({ groups }) => membershipsOf(groups).flatMap(([id, , isMember]) => (isMember ? [id] : []))));
    const managers = new Set(rows.flatMap(({ attributes }) => managerOf(attributes) ?? []));
    return {
      ancestors: nested.size > 0 ? groupBy(await this.users.ancestorsOf(scope, [...nested])) : new Map(),
      managers: managers.size > 0 ? await this.users.namesOf(scope, accountId, [...managers]) : new Map(),
    };
  }
}

/** Parsed only where the text has one: most people have none. */
function managerOf(attributes: string): string | undefined {
  if (!attributes.includes('"manager"')) return undefined;
  return (JSON.parse(attributes) as UserResource)[ENTERPRISE_USER]?.manager?.value;
}

function groupBy(rows: readonly AncestorGroup[]): ReadonlyMap<string, readonly AncestorGroup[]> {
  const byDirect = new Map<string, AncestorGroup[]>();
  for (const row of rows) byDirect.set(row.direct, [...(byDirect.get(row.direct) ?? []), row]);
  return byDirect;
}
