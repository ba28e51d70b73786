import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { deleteSql, hydrate, insertSql, selectSql, selectSqlWhere, updateSql, type RowCondition } from './bound-rows.js';
import { BY_KEY, dialectOfScope, managerOf, query, queryLists, type ReadScope, type Tx } from './scope.js';
import { render, sql, trustedSql, type Sql } from './sql.js';
import { runStatement } from './statements.js';

/**
 * The ways in which repositories write rows and find them by the values of columns. Not `save`: it reads before it writes and opens a transaction of its own.
 * TypeORM's types take any JSON column for a relation, hence the casts, here and nowhere else.
 */
export async function insertRow<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, row: Omit<Row, 'sequence'>): Promise<void> {
  await write(tx, insertSql(tx, entity, [row]));
}

/** Inserts what does not collide with a unique index and leaves the rest. @returns how many rows went in */
export async function insertRowsIfAbsent<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0;
  return write(tx, sql`${insertSql(tx, entity, rows)} ON CONFLICT DO NOTHING`);
}

/** @returns how many rows were changed */
export async function updateRows<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, where: FindOptionsWhere<Row>, changes: Partial<Row>): Promise<number> {
  return write(tx, updateSql(tx, entity, where, changes));
}

/** @returns how many rows went away */
export async function deleteRows<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, where: FindOptionsWhere<Row>): Promise<number> {
  return write(tx, deleteSql(tx, entity, where));
}

/** Inserts a row whose key the engine makes. @returns its `sequence`; undefined where it collides with a unique index */
export async function insertInSequence<Row extends { sequence: number }>(tx: Tx, entity: EntityTarget<Row>, row: Omit<Row, 'sequence'>): Promise<number | undefined> {
  const rows = await writeReturning<{ sequence: number }>(tx, sql`${insertSql(tx, entity, [row])} ON CONFLICT DO NOTHING RETURNING sequence`);
  return rows[0]?.sequence;
}

/** Runs a statement that writes. @returns the rows of its RETURNING */
export async function writeReturning<Row>(tx: Tx, statement: Sql): Promise<Row[]> {
  const { text, parameters } = render(statement, dialectOfScope(tx));
  return (await runStatement<Row>(managerOf(tx), text, parameters)).rows;
}

/** Runs a statement that writes, without RETURNING. @returns how many rows it touched */
export async function write(tx: Tx, statement: Sql): Promise<number> {
  const { text, parameters } = render(statement, dialectOfScope(tx));
  return (await runStatement(managerOf(tx), text, parameters)).affected;
}

/**
 * How a row is held until the unit of work ends; SQLite writes one at a time anyway.
 * `share`: nobody changes or deletes it, others may hold it in the same way. `change`: against every other change, while rows that refer to it may still come and go. `removal`: no row that refers to it may come either.
 */
export type Hold = 'share' | 'change' | 'removal';

const HOLDS: Record<Hold, Sql> = { share: trustedSql(' FOR SHARE'), change: trustedSql(' FOR NO KEY UPDATE'), removal: trustedSql(' FOR UPDATE') };

/** The row with these values; a list is any of its values, null is null. Secrets (`select: false`) are not read. */
export async function findRow<Row extends ObjectLiteral>(scope: ReadScope, entity: EntityTarget<Row>, where: RowCondition<Row>): Promise<Row | null> {
  const [row] = hydrate(scope, entity, await queryLists(scope, selectSql(scope, entity, where), typeof where.id === 'string' ? BY_KEY : undefined));
  return row ?? null;
}

/** The same, in the order of the columns named. */
export async function findRows<Row extends ObjectLiteral>(scope: ReadScope, entity: EntityTarget<Row>, where: RowCondition<Row>, order: readonly (keyof Row & string)[] = []): Promise<Row[]> {
  return hydrate(scope, entity, await queryLists(scope, selectSql(scope, entity, where, order)));
}

/** Rows by any condition, and its order: what follows WHERE, with our column names. */
export async function selectRows<Row extends ObjectLiteral>(scope: ReadScope, entity: EntityTarget<Row>, condition: Sql): Promise<Row[]> {
  return hydrate(scope, entity, await queryLists(scope, selectSqlWhere(scope, entity, condition)));
}

/** The row as it is now, held; null when it is gone. */
export async function findRowHeld<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, where: RowCondition<Row>, hold: Hold): Promise<Row | null> {
  const [row] = await queryHeld(tx, entity, selectSql(tx, entity, where), hold);
  return row ?? null;
}

/** Rows by any condition as they are now, held. */
export async function selectRowsHeld<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, condition: Sql, hold: Hold): Promise<Row[]> {
  return queryHeld(tx, entity, selectSqlWhere(tx, entity, condition), hold);
}

/** The rows of a SELECT as they are now, held. */
export async function queryHeldRows<Row>(tx: Tx, select: Sql, hold: Hold): Promise<Row[]> {
  return query<Row>(tx, heldSql(tx, select, hold));
}

function heldSql(tx: Tx, select: Sql, hold: Hold): Sql {
  return dialectOfScope(tx) === 'postgres' ? sql`${select}${HOLDS[hold]}` : select;
}

async function queryHeld<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, select: Sql, hold: Hold): Promise<Row[]> {
  return hydrate(tx, entity, await queryLists(tx, heldSql(tx, select, hold)));
}
