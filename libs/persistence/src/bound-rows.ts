import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { managerOf, type ReadScope } from './scope.js';
import { joinSql, listSql, sql, trustedSql, type Sql, type SqlValue } from './sql.js';

/**
 * Statements on the rows of an entity with every value bound. TypeORM's builders write numbers and booleans into the text: no two
 * statements are then the same, and each is parsed anew.
 */
interface BoundColumn {
  readonly property: string;
  /** Quoted. */
  readonly name: Sql;
  toDatabase(value: unknown): SqlValue;
}

interface BoundEntity {
  readonly table: Sql;
  /** Those that the engine does not make. */
  readonly columns: readonly BoundColumn[];
  readonly names: Sql;
}

const known = new WeakMap<object, Map<unknown, BoundEntity>>();

function describe(scope: ReadScope, entity: EntityTarget<ObjectLiteral>): BoundEntity {
  const { dataSource } = managerOf(scope);
  const entities = known.get(dataSource) ?? new Map<unknown, BoundEntity>();
  known.set(dataSource, entities);
  const found = entities.get(entity);
  if (found) return found;
  const metadata = dataSource.getMetadata(entity);
  const columns = metadata.columns
    .filter(({ isGenerated }) => !isGenerated)
    .map(({ propertyName, databaseName, transformer }) => {
      if (Array.isArray(transformer)) throw new Error(`${metadata.name}.${propertyName} has several transformers`);
      const toDatabase = (value: unknown) => ((transformer ? transformer.to(value) : value) ?? null) as SqlValue;
      return { property: propertyName, name: trustedSql(`"${databaseName}"`), toDatabase };
    });
  const made = { table: trustedSql(`"${metadata.tableName}"`), columns, names: joinSql(columns.map(({ name }) => name), ', ') };
  entities.set(entity, made);
  return made;
}

/** `INSERT INTO … VALUES …` of rows, of which there is at least one. */
export function insertSql(scope: ReadScope, entity: EntityTarget<ObjectLiteral>, rows: readonly object[]): Sql {
  const { table, columns, names } = describe(scope, entity);
  const values = rows.map((row) => sql`(${listSql(columns.map(({ property, toDatabase }) => toDatabase((row as Record<string, unknown>)[property])))})`);
  return sql`INSERT INTO ${table} (${names}) VALUES ${joinSql(values, ', ')}`;
}

/** `UPDATE … SET …`; undefined where the changes are none, or the condition is more than equality. What is undefined is not changed. */
export function updateSql(scope: ReadScope, entity: EntityTarget<ObjectLiteral>, where: object, changes: object): Sql | undefined {
  const described = describe(scope, entity);
  const condition = conditionSql(described, where);
  const assignments = pairs(described, changes);
  if (!condition || !assignments || assignments.length === 0) return undefined;
  return sql`UPDATE ${described.table} SET ${joinSql(assignments, ', ')} WHERE ${condition}`;
}

/** `DELETE FROM …`; undefined where the condition is more than equality. */
export function deleteSql(scope: ReadScope, entity: EntityTarget<ObjectLiteral>, where: object): Sql | undefined {
  const described = describe(scope, entity);
  const condition = conditionSql(described, where);
  return condition && sql`DELETE FROM ${described.table} WHERE ${condition}`;
}

function conditionSql(described: BoundEntity, where: object): Sql | undefined {
  const values = Object.values(where);
  if (values.length === 0 || values.some((value) => typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')) return undefined;
  const equalities = pairs(described, where);
  return equalities && joinSql(equalities, ' AND ');
}

/** `column = value` of each; undefined for a property that is no plain column. */
function pairs({ columns }: BoundEntity, values: object): Sql[] | undefined {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const found = entries.map(([property, value]) => {
    const column = columns.find((candidate) => candidate.property === property);
    return column && sql`${column.name} = ${column.toDatabase(value)}`;
  });
  return found.includes(undefined) ? undefined : (found as Sql[]);
}
