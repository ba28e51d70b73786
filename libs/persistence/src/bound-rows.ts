import { type Driver, type EntityTarget, FindOperator, type ObjectLiteral } from 'typeorm';
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

/** The columns that {@link hydrate} takes. */
export function selectionOf(scope: ReadScope, entity: EntityTarget<ObjectLiteral>): Sql {
  return describe(scope, entity).selection;
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

/** `UPDATE … SET …`. What is undefined is not changed. */
export function updateSql(scope: ReadScope, entity: EntityTarget<ObjectLiteral>, where: object, changes: object): Sql {
  const described = describe(scope, entity);
  const assignments = entriesOf(described, definedIn(changes)).map(([{ name, toDatabase }, value]) => sql`${name} = ${toDatabase(value)}`);
  if (assignments.length === 0) throw new Error('No column is to be changed');
  return sql`UPDATE ${described.table} SET ${joinSql(assignments, ', ')} WHERE ${conditionsSql(scope, described, where)}`;
}

/** `DELETE FROM …`. */
export function deleteSql(scope: ReadScope, entity: EntityTarget<ObjectLiteral>, where: object): Sql {
  const described = describe(scope, entity);
  return sql`DELETE FROM ${described.table} WHERE ${conditionsSql(scope, described, where)}`;
}

function conditionsSql(scope: ReadScope, described: BoundEntity, where: object): Sql {
  const conditions = entriesOf(described, where).map(([column, value]) => (value instanceof FindOperator ? comparisonOf(column, value) : conditionOf(scope, column, value)));
  // An absent condition must never become all rows.
  if (conditions.length === 0) throw new Error('No column is compared');
  return joinSql(conditions, ' AND ');
}

const COMPARISONS: Partial<Record<FindOperator<unknown>['type'], Sql>> = { moreThan: trustedSql('>'), lessThan: trustedSql('<'), lessThanOrEqual: trustedSql('<='), not: trustedSql('<>') };

function comparisonOf({ name, property, toDatabase }: BoundColumn, { type, value }: FindOperator<unknown>): Sql {
  if (type === 'isNull') return sql`${name} IS NULL`;
  const comparison = COMPARISONS[type];
  if (!comparison || value === null || typeof value === 'object') throw new Error(`${property} cannot be compared by ${type}`);
  return sql`${name} ${comparison} ${toDatabase(value)}`;
}

/** Columns and what is said of them. */
function entriesOf({ columns }: BoundEntity, values: object): [BoundColumn, unknown][] {
  return Object.entries(values).map(([property, value]): [BoundColumn, unknown] => {
    const column = columns.find((candidate) => candidate.property === property);
    if (!column) throw new Error(`No column is called ${property}`);
    return [column, value];
  });
}

function definedIn(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
