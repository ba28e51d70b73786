import type { Driver, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { managerOf, type ReadScope } from './scope.js';
import { joinSql, listSql, sql, trustedSql, type Sql, type SqlValue } from './sql.js';
import { valuesOf } from './values.js';

/**
 * Statements on the rows of an entity with every value bound. TypeORM's builders write numbers and booleans into the text: no two
 * statements are then the same, and each is parsed anew.
 */
interface BoundColumn {
  readonly property: string;
  /** Quoted. */
  readonly name: Sql;
  /** Whether reading a row reads it: not so secrets, nor what the engine makes where nobody asks. */
  readonly shown: boolean;
  toDatabase(value: unknown): SqlValue;
  fromDatabase(value: unknown): unknown;
}

interface BoundEntity {
  readonly table: Sql;
  /** Those that the engine does not make. */
  readonly columns: readonly BoundColumn[];
  readonly names: Sql;
  /** Those that are read, each under its property's name. */
  readonly shown: readonly BoundColumn[];
  readonly selection: Sql;
  readonly make: () => ObjectLiteral;
}

/** Values of columns: a list is any of its texts, null is null. */
export type RowCondition<Row> = { readonly [Property in keyof Row]?: Row[Property] | readonly (Row[Property] & string)[] | null };

const known = new WeakMap<object, Map<unknown, BoundEntity>>();

function describe(scope: ReadScope, entity: EntityTarget<ObjectLiteral>): BoundEntity {
  const { dataSource } = managerOf(scope);
  const entities = known.get(dataSource) ?? new Map<unknown, BoundEntity>();
  known.set(dataSource, entities);
  const found = entities.get(entity);
  if (found) return found;
  const metadata = dataSource.getMetadata(entity);
  const all = metadata.columns.map((column) => boundColumn(column, dataSource.driver));
  const columns = all.filter((_, index) => !metadata.columns[index]?.isGenerated);
  const shown = all.filter(({ shown: isShown }) => isShown);
  const made: BoundEntity = {
    table: trustedSql(`"${metadata.tableName}"`),
    columns,
    names: joinSql(columns.map(({ name }) => name), ', '),
    shown,
    selection: joinSql(shown.map(({ name, property }) => sql`${name} AS ${trustedSql(`"${property}"`)}`), ', '),
    make: () => new (metadata.target as new () => ObjectLiteral)(),
  };
  entities.set(entity, made);
  return made;
}

function boundColumn(column: ColumnMetadata, driver: Driver): BoundColumn {
  const { propertyName, databaseName, transformer, isSelect } = column;
  if (Array.isArray(transformer)) throw new Error(`${propertyName} has several transformers`);
  return {
    property: propertyName,
    name: trustedSql(`"${databaseName}"`),
    shown: isSelect,
    toDatabase: (value) => ((transformer ? transformer.to(value) : value) ?? null) as SqlValue,
    fromDatabase: (value) => driver.prepareHydratedValue(value, column) as unknown,
  };
}

/** `SELECT … FROM … WHERE …`: rows by the values of columns, for {@link hydrate}. */
export function selectSql<Row extends ObjectLiteral>(scope: ReadScope, entity: EntityTarget<Row>, where: RowCondition<Row>, order: readonly string[] = []): Sql {
  const { shown } = describe(scope, entity);
  const column = (property: string): BoundColumn => {
    const found = shown.find((candidate) => candidate.property === property);
    if (!found) throw new Error(`No column is called ${property}`);
    return found;
  };
  const conditions = Object.entries(where).map(([property, value]) => conditionOf(scope, column(property), value));
  const ordered = order.length === 0 ? sql`` : sql` ORDER BY ${joinSql(order.map((property) => column(property).name), ', ')}`;
  return selectSqlWhere(scope, entity, sql`${joinSql(conditions, ' AND ')}${ordered}`);
}

/** The same for any condition. */
export function selectSqlWhere(scope: ReadScope, entity: EntityTarget<ObjectLiteral>, condition: Sql): Sql {
  const { table, selection } = describe(scope, entity);
  return sql`SELECT ${selection} FROM ${table} WHERE ${condition}`;
}

function conditionOf(scope: ReadScope, { name, property, toDatabase }: BoundColumn, value: unknown): Sql {
  // An absent value must never become no condition.
  if (value === undefined) throw new Error(`The condition on ${property} has no value`);
  if (value === null) return sql`${name} IS NULL`;
  return Array.isArray(value) ? sql`${name} IN ${valuesOf(scope, value as string[])}` : sql`${name} = ${toDatabase(value)}`;
}

/** Entities out of the rows that {@link selectSql} asks for, each as a list. */
export function hydrate<Row extends ObjectLiteral>(scope: ReadScope, entity: EntityTarget<Row>, rows: readonly (readonly unknown[])[]): Row[] {
  const { shown, make } = describe(scope, entity);
  return rows.map((row) => {
    const made = make();
    shown.forEach(({ property, fromDatabase }, place) => (made[property] = fromDatabase(row[place])));
    return made as Row;
  });
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
