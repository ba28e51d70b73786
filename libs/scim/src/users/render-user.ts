import type { AncestorGroup, ScimUserRow } from '@app/persistence';
import { CORE_USER, ENTERPRISE_USER, formatVersion, type EnterpriseUser, type MultiValue, type PersonName, type ResourceLink, type UserResource } from '../protocol/index.js';

/** What the JSON document of a user holds: every attribute of the schemas that has no column and no rows of its own. */
export type StoredAttributes = Omit<UserResource, 'schemas'>;

/** What an answer shows of other resources. */
export interface UserSurroundings {
  /** Memberships through other groups, by the id of the direct one. */
  readonly ancestors: ReadonlyMap<string, readonly AncestorGroup[]>;
  /** Names of managers that are users, by id. */
  readonly managers: ReadonlyMap<string, string>;
}

const nobody: UserSurroundings = { ancestors: new Map(), managers: new Map() };

/** A user as SCIM shows it (RFC 7643 §4.1). */
export function renderUser(row: ScimUserRow, baseUrl: string, surroundings = nobody): UserResource {
  const { name, [ENTERPRISE_USER]: enterprise, ...others } = JSON.parse(row.attributes) as StoredAttributes;
  const emails = renderEmails(row.emails);
  const user: UserResource = { schemas: enterprise ? [CORE_USER, ENTERPRISE_USER] : [CORE_USER], id: row.id };
  if (row.external_id !== null) user.externalId = row.external_id;
  user.meta = {
    resourceType: 'User',
    created: new Date(Number(row.created_at)).toISOString(),
    lastModified: new Date(Number(row.updated_at)).toISOString(),
    location: `${baseUrl}/Users/${row.id}`,
    version: formatVersion(Number(row.version)),
  };
  user.userName = row.user_name;
  const fullName = renderName(row, name);
  if (fullName) user.name = fullName;
  if (row.display_name !== null) user.displayName = row.display_name;
  Object.assign(user, others);
  user.active = Boolean(row.active);
  if (emails) user.emails = emails;
  const groups = renderMemberships(row.groups, baseUrl, surroundings);
  if (groups) user.groups = groups;
  if (row.email !== null) user.email = row.email;
  user.moovingon_ai_admin = Boolean(row.admin);
  if (row.first_phone !== null) user.firstPhone = row.first_phone;
  if (row.second_phone !== null) user.secondPhone = row.second_phone;
  if (enterprise) user[ENTERPRISE_USER] = renderEnterprise(enterprise, baseUrl, surroundings);
  return user;
}

function renderName(row: ScimUserRow, stored: PersonName | undefined): PersonName | undefined {
  if (row.given_name === null && row.family_name === null) return stored;
  const name: PersonName = { ...stored };
  if (row.family_name !== null) name.familyName = row.family_name;
  if (row.given_name !== null) name.givenName = row.given_name;
  return name;
}

function renderEmails(json: string | null): MultiValue[] | undefined {
  if (json === null || json === '[]') return undefined;
  const rows = JSON.parse(json) as [value: string, type: string | null, display: string | null, primary: boolean | number][];
  return rows.map(([value, type, display, primary]) => {
    const email: MultiValue = { value };
    if (type !== null) email.type = type;
    if (display !== null) email.display = display;
    if (primary) email.primary = true;
    return email;
  });
}

/** The direct memberships in a row's JSON: the group's id, its name, and whether it is itself a member of something. */
export type Membership = [id: string, displayName: string, nested: boolean | number];

export function membershipsOf(json: string | null): Membership[] {
  return json === null || json === '[]' ? [] : (JSON.parse(json) as Membership[]);
}

function renderMemberships(json: string | null, baseUrl: string, { ancestors }: UserSurroundings): ResourceLink[] | undefined {
  const direct = membershipsOf(json);
  if (direct.length === 0) return undefined;
  const link = (id: string, display: string, type: string): ResourceLink => ({ value: id, $ref: `${baseUrl}/Groups/${id}`, display, type });
  const links = new Map(direct.map(([id, display]) => [id, link(id, display, 'direct')]));
  for (const [id] of direct) {
    for (const above of ancestors.get(id) ?? []) if (!links.has(above.id)) links.set(above.id, link(above.id, above.display_name, 'indirect'));
  }
  return [...links.values()];
}

function renderEnterprise(stored: EnterpriseUser, baseUrl: string, { managers }: UserSurroundings): EnterpriseUser {
  const id = stored.manager?.value;
  const displayName = id === undefined ? undefined : managers.get(id);
  return displayName === undefined ? stored : { ...stored, manager: { value: id, $ref: `${baseUrl}/Users/${id}`, displayName } };
}
