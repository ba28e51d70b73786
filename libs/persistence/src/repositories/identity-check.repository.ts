import { Injectable } from '@nestjs/common';
import { UserEntity } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { findRows } from '../rows.js';
import { query, type ReadScope } from '../scope.js';
import { joinSql, listSql, sql, type Sql } from '../sql.js';

/** A name that was proven and belonged to nobody: the last time that it was refused. */
export interface RefusedName {
  readonly subject: string;
  readonly at: number;
  readonly reference: string;
}

/** A person who has something like a refused name. */
export interface ResemblingPerson {
  readonly userId: string;
  /** The folded name of his that is like it. */
  readonly value: string;
  readonly kind: 'name' | 'name of a removed person' | 'other e-mail' | 'external id';
}

export interface PeoplePage {
  /** A sequence; from the first where it is missing. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** What the identity check asks: people beside the names that they sign in with. */
@Injectable()
export class IdentityCheckRepository {
  /** The names that were refused last, each once, the newest first. */
  async listRefusedNames(scope: ReadScope, integrationId: string, limit: number): Promise<RefusedName[]> {
    // The outcome stands in the text, so that both engines recognise the partial index.
    const rows = await query<{ subject: string; at: string | number; reference: string }>(scope, sql`SELECT attempt.subject AS subject, attempt.at AS at, attempt.reference AS reference
      FROM sign_in_attempts attempt JOIN (
        SELECT MAX(id) AS id FROM sign_in_attempts WHERE integration_id = ${integrationId} AND outcome = 'user_not_provisioned' AND subject IS NOT NULL GROUP BY subject
      ) newest ON newest.id = attempt.id ORDER BY attempt.id DESC ${limitSql(limit)}`);
    return rows.map(({ subject, at, reference }) => ({ subject, at: Number(at), reference }));
  }

  /**
   * People who have one of these folded names, or an address with one of these local parts, as userName, e-mail, further e-mail, or
   * as the integration's externalId for them.
   */
  async findResembling(scope: ReadScope, account: { accountId: string; integrationId: string }, names: readonly string[], localParts: readonly string[]): Promise<ResemblingPerson[]> {
    if (names.length === 0) return [];
    const { accountId, integrationId } = account;
    // '@' and the character after it: every address with this local part, by the index's own order.
    const ranges = (column: Sql) => localParts.map((part) => sql`(${column} >= ${`${part}@`} AND ${column} < ${`${part}A`})`);
    const like = (column: Sql) => joinSql([sql`${column} IN (${listSql(names)})`, ...ranges(column)], ' OR ');
    return query<ResemblingPerson>(scope, sql`SELECT known.user_id AS "userId", known.value AS value, CASE WHEN person.hidden_from_scim THEN 'name of a removed person' ELSE 'name' END AS kind
        FROM user_identifiers known JOIN users person ON person.id = known.user_id WHERE known.account_id = ${accountId} AND (${like(sql`known.value`)})
      UNION SELECT user_id, value_folded, 'other e-mail' FROM user_emails WHERE account_id = ${accountId} AND value_folded IN (${listSql(names)})
      UNION SELECT named.resource_id, named.value, 'external id' FROM external_ids named JOIN users person ON person.id = named.resource_id
        WHERE named.integration_id = ${integrationId} AND person.account_id = ${accountId} AND named.value IN (${listSql(names)})`);
  }

  /**
   * In the order of creation, only those whose names differ: userName and primary e-mail, or the name that they signed in with last
   * through the integration and their userName; and these.
   */
  async listMismatching(scope: ReadScope, account: { accountId: string; integrationId: string }, these: readonly string[], { after = 0, limit }: PeoplePage): Promise<UserEntity[]> {
    const { accountId, integrationId } = account;
    const named = these.length === 0 ? sql`` : sql` OR person.id IN (${listSql(these)})`;
    const found = await query<{ id: string }>(scope, sql`SELECT person.id AS id FROM users person WHERE person.account_id = ${accountId} AND person.sequence > ${after} AND (
      EXISTS (SELECT 1 FROM user_identifiers other WHERE other.user_id = person.id AND other.value <> person.user_name_folded)
      OR EXISTS (SELECT 1 FROM last_name_ids last WHERE last.integration_id = ${integrationId} AND last.user_id = person.id AND last.looked_up_folded <> person.user_name_folded)${named})
      ORDER BY person.sequence ${limitSql(limit)}`);
    if (found.length === 0) return [];
    return findRows(scope, UserEntity, { id: found.map(({ id }) => id) }, ['sequence']);
  }
}
