import { entriesSql, externalIdSql, foldedSql, jsonFlagSql, jsonTextSql, sql, textSql, type Sql } from '@app/persistence';
import type { AttributeDefinition, AttributeReference } from '../protocol/index.js';

/** Where the one value of an attribute stands; NULL where it is unassigned. The row of the resource has the alias `r`. */
export type Scalar =
  | { readonly type: 'text'; readonly exact: Sql; readonly folded: Sql }
  | { readonly type: 'flag'; readonly value: Sql }
  /** Milliseconds since the epoch. */
  | { readonly type: 'instant'; readonly millis: Sql };

/** Where the values of a multi-valued attribute stand: a row each. */
export interface Rows {
  /** What follows `FROM`. */
  readonly from: Sql;
  /** Which of those rows belong to the resource. */
  readonly where: Sql;
  /** The place of a row among them; the first is the one that sorting looks at. */
  readonly order: Sql;
  /** A sub-attribute's value in a row; the row's own value where the attribute has none. */
  scalar(subAttribute: AttributeDefinition | undefined): Scalar;
}

/** What the tables know of a resource type: every attribute of its schemas has a source. */
export interface Sources {
  scalar(target: AttributeReference): Scalar;
  rows(target: AttributeReference): Rows;
  /** Whether no two resources have the same value there. */
  identifies(target: AttributeReference): boolean;
  /** A statement that finds, by an index, the ids of all resources that have this very value; undefined where no index has it. */
  idsByValue(target: AttributeReference, value: { exact: string; folded: string }): Sql | undefined;
}

/** Who asks, and under which address resources are: what is computed in an answer is computed in a filter, too. */
export interface SearchContext {
  readonly accountId: string;
  readonly integrationId: string;
  /** Such as `https://host/api/scim/v2`, without a slash at its end. */
  readonly baseUrl: string;
}

/** @param folded the folded form, where there is a column of it */
export function textScalar(exact: Sql, folded: Sql = foldedSql(exact)): Scalar {
  return { type: 'text', exact, folded };
}

/** A value at a place of the JSON document that keeps what has no column. */
export function jsonScalar(json: Sql, path: readonly string[], definition: AttributeDefinition): Scalar {
  switch (definition.type) {
    case 'boolean':
      return { type: 'flag', value: jsonFlagSql(json, path) };
    case 'string':
    case 'reference':
    case 'binary':
      return textScalar(jsonTextSql(json, path));
    default:
      throw new Error(`No translation of ${definition.type} in JSON (${path.join('.')})`);
  }
}

/** The entries of a list in the JSON document; the primary one first. */
export function jsonRows(json: Sql, path: readonly string[], definition: AttributeDefinition): Rows {
  const scalar = (sub: AttributeDefinition | undefined) => {
    if (!sub) throw new Error(`${definition.name} has no value of its own`);
    return jsonScalar(sql`e.value`, [sub.name], sub);
  };
  const primary = definition.subAttributes?.some(({ name }) => name === 'primary');
  const order = primary ? sql`CASE WHEN ${jsonFlagSql(sql`e.value`, ['primary'])} THEN 0 ELSE 1 END, e.position` : sql`e.position`;
  return { from: entriesSql(json, path), where: sql`TRUE`, order, scalar };
}

/** The sub-attributes of `meta`, which every resource has. */
export function metaScalar(sub: string, resourceType: string, address: Sql): Scalar {
  switch (sub) {
    case 'resourceType':
      return textScalar(textSql(resourceType));
    case 'created':
      return { type: 'instant', millis: sql`r.created_at` };
    case 'lastModified':
      return { type: 'instant', millis: sql`r.updated_at` };
    case 'location':
      return textScalar(address);
    case 'version':
      return textScalar(sql`(${textSql('W/"')} || CAST(r.version AS text) || '"')`);
    default:
      throw new Error(`No translation of meta.${sub}`);
  }
}

/** The address of a resource whose id is an expression. */
export function addressSql(baseUrl: string, endpoint: string, id: Sql): Sql {
  return sql`(${textSql(`${baseUrl}${endpoint}/`)} || ${id})`;
}

/** `externalId` as the integration that asks knows it. */
export function externalIdScalar({ integrationId }: SearchContext): Scalar {
  return textScalar(externalIdSql(integrationId));
}

export function idsByExternalId({ integrationId }: SearchContext, value: string): Sql {
  return sql`SELECT x.resource_id FROM external_ids x WHERE x.integration_id = ${integrationId} AND x.value = ${value}`;
}
