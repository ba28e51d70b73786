import { Injectable } from '@nestjs/common';
import { limitSql } from '../portable-sql.js';
import { write } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { sql, trustedSql } from '../sql.js';

/** A column in which sealed values stand, and the key of its rows. `options` holds them among others, in a JSON object. */
export interface SealedColumn {
  readonly table: string;
  readonly key: string;
  readonly column: string;
}

export interface SealedRow {
  readonly key: string | number;
  /** As it stands in the database. */
  readonly value: string;
}

/** Every column that holds what is sealed. A column of that kind that is not here is found by the spec beside. */
export const sealedColumns = [
  { table: 'service_keys', key: 'generation', column: 'sealed_private_key' },
  { table: 'scim_credentials', key: 'id', column: 'sealed_secret' },
  { table: 'webhooks', key: 'id', column: 'sealed_secret' },
  { table: 'webhooks', key: 'id', column: 'former_sealed_secret' },
  { table: 'second_factors', key: 'id', column: 'sealed_secret' },
  { table: 'second_factor_challenges', key: 'token_digest', column: 'sealed_state' },
  { table: 'sign_in_requests', key: 'id', column: 'sealed_state' },
  { table: 'metadata_proposals', key: 'integration_id', column: 'sealed_client_secret' },
  { table: 'integrations', key: 'id', column: 'options' },
] as const satisfies readonly SealedColumn[];

/** Sealed values as such, whatever they are for: to seal them anew when the key is replaced. */
@Injectable()
export class SealedValueRepository {
  /** @param after the last key of the page before; undefined for the first page */
  list(scope: ReadScope, { table, key, column }: SealedColumn, after: SealedRow['key'] | undefined, limit: number): Promise<SealedRow[]> {
    const [from, id, value] = [trustedSql(table), trustedSql(key), trustedSql(column)];
    const later = after === undefined ? sql`` : sql`AND ${id} > ${after}`;
    return query<SealedRow>(scope, sql`SELECT ${id} AS "key", ${value} AS "value" FROM ${from} WHERE ${value} IS NOT NULL ${later} ORDER BY ${id} ${limitSql(limit)}`);
  }

  /** Puts a value in the place of another. @returns false where it is not there any more */
  async replace(tx: Tx, { table, key, column }: SealedColumn, { key: id, value }: SealedRow, by: string): Promise<boolean> {
    const [into, name] = [trustedSql(table), trustedSql(column)];
    return (await write(tx, sql`UPDATE ${into} SET ${name} = ${by} WHERE ${trustedSql(key)} = ${id} AND ${name} = ${value}`)) === 1;
  }
}
