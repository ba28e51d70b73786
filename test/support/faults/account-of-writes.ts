import type { DatabaseSetting } from '@app/settings';
import { readRows } from '../read-rows.js';
import type { WriteLoad } from './write-load.js';

interface PersonRow {
  readonly id: string;
  readonly displayName: string | null;
}

/** Which acknowledged writes are not in the database: none, or the service has promised what it did not keep. */
export async function findLostWrites(setting: DatabaseSetting, { people, groups }: Pick<WriteLoad, 'people' | 'groups'>): Promise<string[]> {
  const rows = await readRows<PersonRow>(setting, 'SELECT id, display_name AS "displayName" FROM users');
  const members = await readRows<{ groupId: string; memberId: string }>(setting, 'SELECT group_id AS "groupId", member_id AS "memberId" FROM group_members');
  const found = new Map(rows.map((row) => [row.id, row]));
  const memberships = new Set(members.map(({ groupId, memberId }) => `${groupId} ${memberId}`));
  const lost: string[] = [];
  for (const { id, displayName, maybe, deleted } of people) {
    const row = found.get(id);
    if (deleted && row) lost.push(`${id} was deleted and is there`);
    if (!deleted && maybe !== 'deleted' && !row) lost.push(`${id} was created and is not there`);
    const possible = [displayName, typeof maybe === 'object' ? maybe.displayName : displayName];
    if (!deleted && maybe !== 'deleted' && row && !possible.includes(row.displayName)) lost.push(`${id} was named ${displayName} and is named ${row.displayName}`);
  }
  for (const { id, memberIds } of groups)
    for (const memberId of memberIds) if (found.has(memberId) && !memberships.has(`${id} ${memberId}`)) lost.push(`${memberId} was put into ${id} and is not in it`);
  return lost;
}

/** Each names what is written together; the rows that a statement finds are halves. */
const HALVES = {
  'a person without his e-mail address among the identifiers': `SELECT u.id FROM users u WHERE u.email IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_identifiers i WHERE i.user_id = u.id AND i.account_id = u.account_id AND i.value = lower(u.email))`,
  'a person without his userName among the identifiers': `SELECT u.id FROM users u WHERE NOT EXISTS (SELECT 1 FROM user_identifiers i WHERE i.user_id = u.id AND i.value = u.user_name_folded)`,
  'an identifier of nobody': `SELECT i.value FROM user_identifiers i WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = i.user_id)`,
  'a person without the audit event of his creation': `SELECT u.id FROM users u WHERE u.version > 0 AND NOT u.owner AND 1 <> (SELECT COUNT(*) FROM audit_events a WHERE a.subject_id = u.id AND a.action = 'user.created')`,
  'an audit event of the creation of a person who is not there and was not deleted': `SELECT a.subject_id FROM audit_events a WHERE a.action = 'user.created' AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = a.subject_id) AND NOT EXISTS (SELECT 1 FROM audit_events d WHERE d.subject_id = a.subject_id AND d.action = 'user.deleted')`,
  'an audit event of the deletion of a person who is there': `SELECT a.subject_id FROM audit_events a WHERE a.action = 'user.deleted' AND EXISTS (SELECT 1 FROM users u WHERE u.id = a.subject_id)`,
  'a change of a person without its audit event': `SELECT u.id FROM users u WHERE NOT u.owner AND u.version <> 1 + (SELECT COUNT(*) FROM audit_events a WHERE a.subject_id = u.id AND a.action = 'user.changed')`,
  'an event without its delivery': `SELECT e.id FROM webhook_events e WHERE NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.event_id = e.id)`,
  'a member of a group who is nobody': `SELECT m.member_id FROM group_members m WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = m.member_id)`,
  'a group without the audit event of its creation': `SELECT g.id FROM groups g WHERE NOT EXISTS (SELECT 1 FROM audit_events a WHERE a.subject_id = g.id AND a.action = 'group.created')`,
  'a count that is not what it counts': `SELECT 'users' WHERE (SELECT COALESCE(SUM(total), 0) FROM resource_counts WHERE kind = 'user') <> (SELECT COUNT(*) FROM users WHERE NOT hidden_from_scim)
    UNION ALL SELECT 'groups' WHERE (SELECT COALESCE(SUM(total), 0) FROM resource_counts WHERE kind = 'group') <> (SELECT COUNT(*) FROM groups)`,
} as const;

const OUTBOX_OF = `SELECT action, subject_id AS "userId" FROM audit_events WHERE action IN ('user.created', 'user.changed', 'user.deleted') AND at >= (SELECT MIN(created_at) FROM webhooks)`;

/** What is in the database by half: none, or a unit of work was not one. */
export async function findHalves(setting: DatabaseSetting): Promise<string[]> {
  const halves: string[] = [];
  for (const [name, statement] of Object.entries(HALVES)) {
    const rows = await readRows<object>(setting, statement);
    if (rows.length > 0) halves.push(`${name}: ${rows.length}, such as ${JSON.stringify(rows[0])}`);
  }
  return [...halves, ...(await findUnmatchedEvents(setting)), ...(await findDamage(setting))];
}

/** Of each change there is one audit event and one event in the outbox. */
async function findUnmatchedEvents(setting: DatabaseSetting): Promise<string[]> {
  const audited = await readRows<{ action: string; userId: string }>(setting, OUTBOX_OF);
  const events = await readRows<{ type: string; body: string }>(setting, `SELECT type, body FROM webhook_events WHERE type IN ('user.created', 'user.changed', 'user.deleted')`);
  const balance = new Map<string, number>();
  const add = (key: string, count: number) => balance.set(key, (balance.get(key) ?? 0) + count);
  for (const { action, userId } of audited) add(`${action} ${userId}`, 1);
  for (const { type, body } of events) add(`${type} ${(JSON.parse(body) as { data: { user: { id: string } } }).data.user.id}`, -1);
  const unmatched = [...balance].filter(([, count]) => count !== 0);
  return unmatched.length === 0 ? [] : [`audit events and outbox differ: ${unmatched.length}, such as ${JSON.stringify(unmatched[0])}`];
}

async function findDamage(setting: DatabaseSetting): Promise<string[]> {
  if (setting.kind === 'postgres') return [];
  const integrity = await readRows<{ integrity_check: string }>(setting, 'PRAGMA integrity_check');
  const orphans = await readRows<object>(setting, 'PRAGMA foreign_key_check');
  return [...integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok'), ...orphans.map((row) => JSON.stringify(row))];
}
