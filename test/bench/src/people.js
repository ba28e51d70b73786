// None is made of hexadecimal digits alone: cloning replaces names in texts, and ids are among them.
const GIVEN = ['Anna', 'Noam', 'Maya', 'Jürgen', 'Chloé', 'Yael', 'Omar', 'Priya', 'Łukasz', 'Sofía', 'Daniel', 'Hana', 'Igor', 'Amélie', 'Tomer', 'Grace'];
const FAMILY = ['Lovelace', 'Levi', 'Cohen', 'Müller', 'Dubois', 'Haddad', 'Sharma', 'Nowak', 'García', 'Kim', 'Novák', 'Okafor', 'Rossi', 'Tanaka', 'Smith', 'Öztürk', 'Hopper'];

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** The population of every contestant: person `number` (from 0), the same everywhere. */
export function person(number, prefix = 'person') {
  const givenName = GIVEN[number % GIVEN.length];
  const familyName = FAMILY[Math.floor(number / GIVEN.length) % FAMILY.length];
  const name = `${prefix}${String(number).padStart(7, '0')}`;
  return { userName: `${name}@bench.example.com`, externalId: `00u${name}`, givenName, familyName, displayName: `${givenName} ${familyName}` };
}

/** The same as a provisioning client sends it (RFC 7643 §4.1). */
export function personResource(number, { prefix = 'person', title = 'Engineer', active = true } = {}) {
  const { userName, externalId, givenName, familyName, displayName } = person(number, prefix);
  return {
    schemas: [USER_SCHEMA],
    userName,
    externalId,
    name: { givenName, familyName },
    displayName,
    title,
    locale: 'en-US',
    emails: [{ value: userName, type: 'work', primary: true }],
    active,
  };
}

/** Groups to which members are added while measuring: enough of them that there are always new pairs. */
export const GROUPS = 20;
export const MEMBERS_AT_FIRST = 100;

/** The number of the person at a place of a group: each group begins with others, so that nobody is in many. */
export function memberAt(group, place, size) {
  return (group * MEMBERS_AT_FIRST + place) % size;
}

/** The ids of a group's first members. */
export function membersAtFirst(group, ids) {
  return Array.from({ length: Math.min(MEMBERS_AT_FIRST, ids.length) }, (_, place) => ids[memberAt(group, place, ids.length)]);
}

export function groupName(number) {
  return `Bench ${String(number).padStart(3, '0')}`;
}
