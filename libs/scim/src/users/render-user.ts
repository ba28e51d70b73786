import type { AncestorGroup } from '@app/persistence';
import { CORE_USER, ENTERPRISE_USER, formatVersion, primaryEntry, type EnterpriseUser, type MultiValue, type PersonName, type ResourceLink, type UserResource } from '../protocol/index.js';
import type { StoredAttributes, UserFacts } from './user-facts.js';

/** A direct membership: the group's id, its name, and whether it is itself a member of something. */
export type Membership = readonly [id: string, displayName: string, nested: boolean | number];

/** What an answer shows of other resources. */
export interface UserSurroundings {
  /** Memberships through other groups, by the id of the direct one. */
  readonly ancestors: ReadonlyMap<string, readonly AncestorGroup[]>;
  /** Names of managers that are users, by id. */
  readonly managers: ReadonlyMap<string, string>;
}

export const noSurroundings: UserSurroundings = { ancestors: new Map(), managers: new Map() };

/** A user as SCIM shows it (RFC 7643 §4.1). */
export function renderUser(facts: UserFacts, baseUrl: string, memberships: readonly Membership[] = [], surroundings = noSurroundings): UserResource {
  const { name, emails, [ENTERPRISE_USER]: enterprise } = facts.attributes;
  const user: UserResource = { schemas: enterprise ? [CORE_USER, ENTERPRISE_USER] : [CORE_USER], id: facts.id };
  if (facts.externalId !== null) user.externalId = facts.externalId;
  const created = new Date(facts.createdAt).toISOString();
  user.meta = {
    resourceType: 'User',
    created,
    lastModified: facts.updatedAt === facts.createdAt ? created : new Date(facts.updatedAt).toISOString(),
    location: `${baseUrl}/Users/${facts.id}`,
    version: formatVersion(facts.version),
  };
  user.userName = facts.userName;
  const fullName = renderName(facts, name);
  if (fullName) user.name = fullName;
  if (facts.displayName !== null) user.displayName = facts.displayName;
  copyOthers(facts.attributes, user);
  user.active = facts.active;
  if (emails && emails.length > 0) user.emails = markPrimary(emails);
  if (memberships.length > 0) user.groups = renderMemberships(memberships, baseUrl, surroundings);
  if (facts.email !== null) user.email = facts.email;
  user.moovingon_ai_admin = facts.admin;
  if (facts.firstPhone !== null) user.firstPhone = facts.firstPhone;
  if (facts.secondPhone !== null) user.secondPhone = facts.secondPhone;
  if (enterprise) user[ENTERPRISE_USER] = renderEnterprise(enterprise, baseUrl, surroundings);
  return user;
}

/** Attributes that are shown as they are stored. A loop: a copy of the rest and another of that copy took a tenth of a page. */
function copyOthers(attributes: StoredAttributes, user: UserResource): void {
  for (const name of Object.keys(attributes) as (keyof StoredAttributes)[]) {
    if (name !== 'name' && name !== 'emails' && name !== ENTERPRISE_USER) user[name] = attributes[name] as never;
  }
}

function renderName({ givenName, familyName }: UserFacts, stored: PersonName | undefined): PersonName | undefined {
  if (givenName === null && familyName === null) return stored;
  return { ...stored, ...(familyName !== null && { familyName }), ...(givenName !== null && { givenName }) };
}

/** The addresses with exactly one marked primary: where the client marked none, the first is. Stored in this form, too. */
export function markPrimary(emails: readonly MultiValue[]): MultiValue[] {
  const primary = primaryEntry(emails);
  return emails.map((email) => {
    const marked: MultiValue = {};
    if (email.value) marked.value = email.value;
    if (email.type) marked.type = email.type;
    if (email.display) marked.display = email.display;
    if (email === primary) marked.primary = true;
    return marked;
  });
}

function renderMemberships(direct: readonly Membership[], baseUrl: string, { ancestors }: UserSurroundings): ResourceLink[] {
  const link = (id: string, display: string, type: string): ResourceLink => ({ value: id, $ref: `${baseUrl}/Groups/${id}`, display, type });
  if (ancestors.size === 0) return direct.map(([id, display]) => link(id, display, 'direct'));
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
