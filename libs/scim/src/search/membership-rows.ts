import { sql, textSql, type Sql } from '@app/persistence';
import { addressSql, type Rows, textScalar } from './sources.js';

const IS_DIRECT = sql`EXISTS (SELECT 1 FROM group_members d WHERE d.group_id = g.id AND d.member_id = r.id)`;

/** Ids of all groups that the user is in, directly or because a group of his is in them; circles end. */
const MEMBERSHIPS = sql`(WITH RECURSIVE a(id) AS (
  SELECT m.group_id FROM group_members m WHERE m.member_id = r.id
  UNION SELECT m.group_id FROM group_members m JOIN a ON m.member_id = a.id) SELECT a.id FROM a)`;

/** The groups of a user, the direct ones first. */
export function membershipRows(baseUrl: string): Rows {
  return {
    from: sql`${MEMBERSHIPS} up JOIN groups g ON g.id = up.id`,
    where: sql`TRUE`,
    order: sql`CASE WHEN ${IS_DIRECT} THEN 0 ELSE 1 END, g.sequence`,
    scalar(sub) {
      switch (sub?.name) {
        case 'value':
          return textScalar(sql`g.id`);
        case '$ref':
          return textScalar(addressSql(baseUrl, '/Groups', sql`g.id`));
        case 'display':
          return textScalar(sql`g.display_name`, sql`g.display_name_folded`);
        case 'type':
          return textScalar(sql`CASE WHEN ${IS_DIRECT} THEN ${textSql('direct')} ELSE ${textSql('indirect')} END`);
        default:
          throw new Error(`No translation of groups.${sub?.name}`);
      }
    },
  };
}

/** The same from the other side: the ids of everybody who is in a group, directly or through groups in it. */
export function membersOfGroup(id: string): Sql {
  return sql`WITH RECURSIVE a(id) AS (
    SELECT g.id FROM groups g WHERE g.id = ${id}
    UNION SELECT m.member_id FROM group_members m JOIN a ON m.group_id = a.id) SELECT a.id FROM a`;
}
