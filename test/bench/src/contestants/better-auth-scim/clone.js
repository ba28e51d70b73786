import { createHash } from 'node:crypto';
import { person } from '../../people.js';

/**
 * Fills better-auth's tables with people 1 … size-1 after the model of person 0, whom its own API has created: one by
 * one through the API it would take longer than the measurement. The derived keys are first held against the model's.
 * @returns {string[]} the ids, person 0 first
 */
export function clonePeople(database, size) {
  const [user, subject, scimUser] = ['user', 'scimSubject', 'scimUser'].map((table) => database.prepare(`SELECT * FROM "${table}"`).get());
  holdAgainstModel(scimUser);
  const insert = Object.fromEntries(Object.entries({ user, scimSubject: subject, scimUser }).map(([table, row]) => [table, inserter(database, table, row)]));
  const ids = [scimUser.id];
  for (let number = 1; number < size; number += 1) {
    const id = (row) => `${row.id.slice(0, 24)}${String(number).padStart(8, '0')}`;
    const ours = { ...asPerson(scimUser, number), id: id(scimUser), userId: id(user) };
    insert.user({ ...asPerson(user, number), id: id(user) });
    insert.scimUser({ ...ours, ...keysOf(ours), orderKey: `${scimUser.orderKey.slice(0, 16)}${String(number).padStart(16, '0')}` });
    insert.scimSubject({ ...subject, id: id(subject), userId: id(user), profileSourceId: id(scimUser), revision: 1 });
    ids.push(ours.id);
  }
  return ids;
}

function asPerson(row, number) {
  const [from, to] = [person(0), person(number)];
  const replacements = ['userName', 'externalId', 'displayName', 'givenName', 'familyName'].map((name) => [from[name], to[name]]);
  const replace = (text) => replacements.reduce((changed, [old, fresh]) => changed.replaceAll(old, fresh), text);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' && !/At$/.test(name) ? replace(value) : value]));
}

function keysOf({ connectionId, userId, userName, primaryEmail, externalId }) {
  const emails = `|${key('scim-email-value', primaryEmail)}|`;
  return {
    connectionUserKey: key('scim-user', connectionId, userId),
    userNameKey: key('scim-user-name', connectionId, userName),
    externalIdKey: key('scim-user-external-id', connectionId, externalId),
    workEmailValueIndex: emails,
    emailValueIndex: emails,
  };
}

function key(...parts) {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function holdAgainstModel(scimUser) {
  for (const [name, value] of Object.entries(keysOf(scimUser))) if (scimUser[name] !== value) throw new Error(`better-auth derives ${name} in another way now: adapt clone.js`);
}

function inserter(database, table, row) {
  const names = Object.keys(row);
  const statement = database.prepare(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) VALUES (${names.map((name) => `@${name}`)})`);
  return (values) => statement.run(values);
}
