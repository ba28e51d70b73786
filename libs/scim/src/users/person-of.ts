import type { EmailAddress, NewPerson, PersonAttributes, PersonChanges } from '@app/directory';
import { applyUserPatch, keepFaultyAsStored, readUser, requireValid, type Reading, type UserResource } from '../protocol/index.js';
import { markPrimary } from './render-user.js';
import type { StoredAttributes } from './user-facts.js';

/** What the body of a POST says. @throws Problem 400 */
export function readNewPerson(body: unknown): { readonly reading: Reading<UserResource>; readonly person: NewPerson } {
  const reading = requireValid(readUser(body));
  const nameless = reading.faults.find(({ attribute }) => attribute === 'userName');
  if (nameless) throw nameless.problem; // a request that deactivates may have faults, but there is nobody without a name
  return { reading, person: newPersonOf(reading) };
}

/** What a request means for the user as he is; `stored` without what the server derives. */
export type Intent = (stored: UserResource) => { readonly reading: Reading<UserResource>; readonly changes: PersonChanges };

/** What the body of a PUT says. @throws Problem 400 */
export function readReplacement(body: unknown): Intent {
  const reading = requireValid(readUser(body));
  return (stored) => ({ reading, changes: changesOfPut(reading, stored) });
}

/** What the body of a PATCH says; what is wrong in it shows only on the user as he is. */
export function readUserPatch(body: unknown): Intent {
  return (stored) => {
    const reading = requireValid(applyUserPatch(stored, body));
    return { reading, changes: changesOfPatch(reading) };
  };
}

/** What POST and PUT replace as a whole: absent is unassigned (RFC 7644 §3.5.1). */
type Replaced = Pick<PersonAttributes, 'emails' | 'givenName' | 'familyName' | 'displayName' | 'externalId' | 'attributes'>;

function replacedBy(user: UserResource): Replaced {
  return {
    emails: addressesOf(user),
    givenName: user.name?.givenName ?? null,
    familyName: user.name?.familyName ?? null,
    displayName: user.displayName ?? null,
    externalId: user.externalId ?? null,
    attributes: documentOf(user),
  };
}

/** The person that a POST describes. `active` absent is true. */
export function newPersonOf({ resource }: Reading<UserResource>): NewPerson {
  return {
    ...replacedBy(resource),
    userName: resource.userName as string,
    active: resource.active ?? true,
    admin: resource.moovingon_ai_admin ?? false,
    firstPhone: resource.firstPhone ?? null,
    secondPhone: resource.secondPhone ?? null,
  };
}

/**
 * What a PUT changes. Absent, `active`, `moovingon_ai_admin` and the phones stay as they are: Okta leaves out what it has no value for.
 * @param stored as SCIM shows the user: what the request has wrong stays like this, where the request goes through at all
 */
export function changesOfPut(reading: Reading<UserResource>, stored: UserResource): PersonChanges {
  const user = keepFaultyAsStored(reading, stored);
  const said = (name: string) => reading.touched.has(name);
  return {
    ...replacedBy(user),
    userName: user.userName,
    active: user.active,
    ...(said('moovingon_ai_admin') && { admin: user.moovingon_ai_admin ?? false }),
    ...(said('firstPhone') && { firstPhone: user.firstPhone ?? null }),
    ...(said('secondPhone') && { secondPhone: user.secondPhone ?? null }),
  };
}

/** What a PATCH changes: its reading is the whole user as he shall be. */
export function changesOfPatch({ resource }: Reading<UserResource>): PersonChanges {
  return { ...newPersonOf({ resource } as Reading<UserResource>), active: resource.active };
}

function addressesOf({ emails }: UserResource): readonly EmailAddress[] {
  return markPrimary(emails ?? []).flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ value, ...rest }]));
}

/** What has no column: the attributes as sent. */
function documentOf(user: UserResource): PersonAttributes['attributes'] {
  const { schemas: _s, id: _i, externalId: _x, meta: _m, userName: _u, name, displayName: _d, active: _a, emails: _e, groups: _g, email: _p, moovingon_ai_admin: _r, firstPhone: _1, secondPhone: _2, ...others } = user;
  const { givenName: _n, familyName: _f, ...otherNames } = name ?? {};
  const document: StoredAttributes = Object.keys(otherNames).length > 0 ? { ...others, name: otherNames } : others;
  return document as PersonAttributes['attributes'];
}
