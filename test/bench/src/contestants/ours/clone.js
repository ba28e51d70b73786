import { randomBytes } from 'node:crypto';
import { membersAtFirst, person } from '../../people.js';
import { openTables } from './tables.js';

const BATCH = 5_000;
const BLOCK = 4_096;
/** The tables that hold a person, each with the column that names him. */
const TABLES = { users: 'id', user_identifiers: 'user_id', user_emails: 'user_id', external_ids: 'resource_id' };
// What differs between two people of one moment by its nature.
const OWN = new Set(['id', 'user_id', 'resource_id', 'sequence', 'created_at', 'updated_at']);

/**
 * Stores people 2 … size-1 and the groups' members as the service itself would have: rows after the model of person 0. A clone of
 * person 1 is first held against the real person 1, so that a change of what is stored is noticed here.
 * @returns {Promise<string[]>} the ids of all people
 */
export async function clonePopulation({ database, size, facts, groups }) {
  const tables = await openTables(database);
  try {
    const model = await rowsOf(tables, facts.models[0]);
    const real = await rowsOf(tables, facts.models[1]);
    holdAgainst(real, clone(model, 1, facts.models[1]));
    const kinds = await kindsOfPeople(tables, facts);
    const ids = [...facts.models, ...Array.from({ length: size - 2 }, (_, index) => newId(index))];
    for (let from = 2; from < size; from += BATCH) await insertPeople(tables, model, ids, from, Math.min(size, from + BATCH));
    await insertMembers(tables, facts, ids, groups);
    await countPeople(tables, facts, kinds);
    facts.total = size + facts.others;
    await tables.finish();
    return ids;
  } finally {
    await tables.close();
  }
}

async function rowsOf(tables, id) {
  const rows = {};
  for (const [table, column] of Object.entries(TABLES)) rows[table] = await tables.select(table, column, id);
  return rows;
}

function clone(model, number, id) {
  const [from, to] = [person(0), person(number)];
  const pairs = ['userName', 'externalId', 'displayName', 'givenName', 'familyName'].map((name) => [from[name], to[name]]);
  const all = [...pairs, ...pairs.map((pair) => pair.map((text) => text.toLowerCase()))];
  const change = (value) => (typeof value === 'string' ? all.reduce((text, [old, fresh]) => text.replaceAll(old, fresh), value) : value);
  const sequence = Number(model.users[0].sequence) + number;
  return Object.fromEntries(
    Object.entries(model).map(([table, rows]) => [
      table,
      rows.map((row) => ({ ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value)])), [TABLES[table]]: id, ...(table === 'users' && { sequence }) })),
    ]),
  );
}

function holdAgainst(real, cloned) {
  const comparable = (rows) => JSON.stringify(Object.entries(rows).map(([table, each]) => [table, each.map((row) => Object.entries(row).filter(([name]) => !OWN.has(name)).sort())]));
  if (comparable(real) !== comparable(cloned)) throw new Error(`the service stores people in another way now: adapt clone.js\n${comparable(real)}\n${comparable(cloned)}`);
}

async function insertPeople(tables, model, ids, from, to) {
  const people = Array.from({ length: to - from }, (_, index) => clone(model, from + index, ids[from + index]));
  for (const table of Object.keys(TABLES)) await tables.insert(table, people.flatMap((rows) => rows[table]));
}

async function insertMembers(tables, facts, ids, groups) {
  const memberships = [...facts.groups.map((id, number) => [id, membersAtFirst(number, ids)]), ...Object.entries(groups).map(([name, count]) => [facts.named[name], ids.slice(0, count)])];
  for (const [group, members] of memberships) {
    for (let from = 0; from < members.length; from += BATCH) {
      await tables.insert('group_members', members.slice(from, from + BATCH).map((member) => ({ group_id: group, member_id: member, is_group: tables.flag(false) })));
    }
  }
}

/** The kinds in which people are counted: all of them are like the models, so each kind has to hold everybody, or it counts something else. */
async function kindsOfPeople(tables, { accountId }) {
  const [{ people }] = await tables.query(`SELECT count(*) AS people FROM users WHERE account_id = '${accountId}'`);
  const kinds = await tables.query(`SELECT kind, sum(total) AS total FROM resource_counts WHERE account_id = '${accountId}' AND kind <> 'group' GROUP BY kind`);
  for (const { kind, total } of kinds) if (Number(total) !== Number(people)) throw new Error(`the service counts ${total} of ${people} people as ${kind}: adapt clone.js`);
  return kinds.map(({ kind }) => kind);
}

/** The counts by block of sequence numbers, anew from the rows. */
async function countPeople(tables, { accountId }, kinds) {
  for (const kind of kinds) {
    await tables.run(`DELETE FROM resource_counts WHERE kind = '${kind}'`);
    await tables.run(
      `INSERT INTO resource_counts (account_id, kind, block, total) SELECT account_id, '${kind}', sequence / ${BLOCK}, count(*) FROM users WHERE account_id = '${accountId}' GROUP BY account_id, sequence / ${BLOCK}`,
    );
  }
}

/** A UUID of version 7, as the service makes them: neighbours in time are neighbours in the index. */
function newId(index) {
  const time = (Date.now() - 86_400_000 + index).toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
