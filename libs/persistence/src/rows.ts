import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { dialectOfScope, managerOf, type Tx } from './scope.js';

/**
 * The ways in which repositories write. Not `save`: it reads before it writes and opens a transaction of its own.
 * TypeORM's types take any JSON column for a relation, hence the casts, here and nowhere else.
 */
export async function insertRow<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, row: Omit<Row, 'sequence'>): Promise<void> {
  await managerOf(tx).createQueryBuilder().insert().into(entity).values(row as never).updateEntity(false).execute();
}

/** Inserts what does not collide with a unique index and leaves the rest. @returns how many rows went in */
export async function insertRowsIfAbsent<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0;
  const insert = managerOf(tx).createQueryBuilder().insert().into(entity).values(rows as never).orIgnore().updateEntity(false);
  const [text, parameters] = insert.getQueryAndParameters();
  const runner = managerOf(tx).queryRunner;
  const { affected, raw } = await (runner as NonNullable<typeof runner>).query(text, parameters, true);
  return affected ?? (dialectOfScope(tx) === 'postgres' ? (raw as unknown[]).length : 0);
}

/** @returns how many rows were changed */
export async function updateRows<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, where: FindOptionsWhere<Row>, changes: Partial<Row>): Promise<number> {
  const { affected } = await managerOf(tx).update(entity, where, changes as never);
  return affected ?? 0;
}

/** @returns how many rows went away */
export async function deleteRows<Row extends ObjectLiteral>(tx: Tx, entity: EntityTarget<Row>, where: FindOptionsWhere<Row>): Promise<number> {
  const { affected } = await managerOf(tx).delete(entity, where);
  return affected ?? 0;
}
