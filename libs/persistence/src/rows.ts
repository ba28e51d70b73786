import type { EntityTarget, FindOptionsWhere, ObjectLiteral, QueryRunner } from 'typeorm';
import { deleteSql, insertSql, updateSql } from './bound-rows.js';
import { dialectOfScope, managerOf, type ReadScope, type Tx } from './scope.js';
import { render, sql, type Sql } from './sql.js';

/**
 * The ways in which repositories write. Not `save`: it reads before it writes and opens a transaction of its own.
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
  const statement = updateSql(tx, entity, where, changes);
  if (statement) return write(tx, statement);
  const { affected } = await managerOf(tx).update(entity, where, changes as never);
  return affected ?? 0;
}

/** @returns how many rows went away */
export async function deleteRows<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, where: FindOptionsWhere<Row>): Promise<number> {
  const statement = deleteSql(tx, entity, where);
  if (statement) return write(tx, statement);
  const { affected } = await managerOf(tx).delete(entity, where);
  return affected ?? 0;
}

/** Inserts a row whose key the engine makes. @returns its `sequence`; undefined where it collides with a unique index */
export async function insertInSequence<Row extends { sequence: number }>(tx: Tx, entity: EntityTarget<Row>, row: Omit<Row, 'sequence'>): Promise<number | undefined> {
  const rows = await writeReturning<{ sequence: number }>(tx, sql`${insertSql(tx, entity, [row])} ON CONFLICT DO NOTHING RETURNING sequence`);
  return rows[0]?.sequence;
}

/** Runs a statement that writes. @returns the rows of its RETURNING */
export async function writeReturning<Row>(tx: Tx, statement: Sql): Promise<Row[]> {
  const { text, parameters } = render(statement, dialectOfScope(tx));
  const { records } = await runnerOf(tx).query(text, parameters, true);
  return records as Row[];
}

/** Runs a statement that writes, without RETURNING. @returns how many rows it touched */
export async function write(tx: Tx, statement: Sql): Promise<number> {
  const { text, parameters } = render(statement, dialectOfScope(tx));
  const { affected } = await runnerOf(tx).query(text, parameters, true);
  return affected ?? 0;
}

/**
 * As an option of `findOne`: holds the row against every other change until the unit of work ends, while rows that refer to it may
 * still come and go. SQLite writes one at a time anyway.
 */
export function heldForChange(tx: Tx): { lock?: { mode: 'for_no_key_update' } } {
  return dialectOfScope(tx) === 'postgres' ? { lock: { mode: 'for_no_key_update' } } : {};
}

/** The same, and no row that refers to it may come either: for what will be deleted. */
export function heldForRemoval(tx: Tx): { lock?: { mode: 'pessimistic_write' } } {
  return dialectOfScope(tx) === 'postgres' ? { lock: { mode: 'pessimistic_write' } } : {};
}

/** A list of texts as a table with one column `value`, bound as one parameter however long it is. */
export function valuesOf(tx: ReadScope, values: readonly string[]): Sql {
  const list = JSON.stringify(values);
  return dialectOfScope(tx) === 'postgres'
    ? sql`(SELECT value COLLATE "C" AS value FROM json_array_elements_text(CAST(${list} AS json)))`
    : sql`(SELECT value FROM json_each(${list}))`;
}

function runnerOf(tx: Tx): QueryRunner {
  const { queryRunner } = managerOf(tx);
  return queryRunner as QueryRunner;
}
