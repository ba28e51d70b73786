import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { applyPragmas } from '../durable-sqlite.js';

/** What an application behind scimmy writes by hand: users as rows with an indexed name, memberships as rows. */
export class ScimmyStore {
  constructor(path, pragmas) {
    const database = applyPragmas(new Database(path), pragmas);
    database.exec(`
      CREATE TABLE IF NOT EXISTS users (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, user_name TEXT NOT NULL UNIQUE COLLATE NOCASE, resource TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS groups (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL UNIQUE, created TEXT NOT NULL, modified TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS members (group_id TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (group_id, user_id)) WITHOUT ROWID;
    `);
    this.database = database;
    const prepare = (sql) => database.prepare(sql);
    this.statements = {
      insertUser: prepare('INSERT INTO users (id, user_name, resource, created, modified) VALUES (?, ?, ?, ?, ?)'),
      updateUser: prepare('UPDATE users SET user_name = ?, resource = ?, modified = ? WHERE id = ? RETURNING id, resource, created, modified'),
      userById: prepare('SELECT id, resource, created, modified FROM users WHERE id = ?'),
      userByName: prepare('SELECT id, resource, created, modified FROM users WHERE user_name = ?'),
      page: prepare('SELECT id, resource, created, modified FROM users ORDER BY sequence LIMIT ? OFFSET ?'),
      count: prepare('SELECT count(*) AS total FROM users').pluck(),
      insertGroup: prepare('INSERT INTO groups (id, display_name, created, modified) VALUES (?, ?, ?, ?)'),
      updateGroup: prepare('UPDATE groups SET display_name = ?, modified = ? WHERE id = ?'),
      groupById: prepare('SELECT id, display_name, created, modified FROM groups WHERE id = ?'),
      members: prepare('SELECT user_id FROM members WHERE group_id = ?').pluck(),
      addMember: prepare('INSERT OR IGNORE INTO members (group_id, user_id) VALUES (?, ?)'),
      removeMember: prepare('DELETE FROM members WHERE group_id = ? AND user_id = ?'),
    };
    this.changeMembers = database.transaction((id, displayName, members) => this.#changeMembers(id, displayName, members));
  }

  createUser(resource) {
    const [id, now] = [randomUUID(), new Date().toISOString()];
    this.statements.insertUser.run(id, resource.userName, JSON.stringify(resource), now, now);
    return { ...resource, id, meta: { created: now, lastModified: now } };
  }

  replaceUser(id, resource) {
    return asUser(this.statements.updateUser.get(resource.userName, JSON.stringify(resource), new Date().toISOString(), id));
  }

  user(id) {
    return asUser(this.statements.userById.get(id));
  }

  usersNamed(userName) {
    return this.statements.userByName.all(userName).map(asUser);
  }

  page(startIndex, count) {
    return this.statements.page.all(count, startIndex - 1).map(asUser);
  }

  total() {
    return this.statements.count.get();
  }

  createGroup(displayName) {
    const [id, now] = [randomUUID(), new Date().toISOString()];
    this.statements.insertGroup.run(id, displayName, now, now);
    return this.group(id);
  }

  group(id) {
    const row = this.statements.groupById.get(id);
    if (!row) return undefined;
    const members = this.statements.members.all(id).map((value) => ({ value, type: 'User' }));
    return { id: row.id, displayName: row.display_name, members, meta: { created: row.created, lastModified: row.modified } };
  }

  /** scimmy hands over the whole group; only the difference is written. */
  #changeMembers(id, displayName, members) {
    const before = new Set(this.statements.members.all(id));
    for (const value of members) if (!before.delete(value)) this.statements.addMember.run(id, value);
    for (const value of before) this.statements.removeMember.run(id, value);
    this.statements.updateGroup.run(displayName, new Date().toISOString(), id);
  }
}

function asUser(row) {
  return row && { ...JSON.parse(row.resource), id: row.id, meta: { created: row.created, lastModified: row.modified } };
}
