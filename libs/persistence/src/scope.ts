import type { EntityManager } from 'typeorm';
import { type Dialect, dialectOf } from './dialect.js';
import { render, type Sql } from './sql.js';

const manager = Symbol('manager');

/** A right to read. Injected, it reads what is committed; a {@link Tx} is one too and reads what it wrote itself. */
export class ReadScope {
  private readonly [manager]: EntityManager;

  constructor(entityManager: EntityManager) {
    this[manager] = entityManager;
  }

  /** For this library alone: the index does not export it. */
  static managerOf(scope: ReadScope): EntityManager {
    return scope[manager];
  }
}

const transaction = Symbol('transaction');

/**
 * A right to write, made by {@link UnitOfWork.run} alone and good until its work has ended. Every writing method takes
 * one first, so that the compiler refuses a write outside a unit of work.
 */
export class Tx extends ReadScope {
  private readonly [transaction] = true;
  private readonly afterCommitCallbacks: (() => void)[] = [];

  /** Calls back once the commit is durable; not at all when it fails. For what lives in memory: caches, waiting workers. */
  afterCommit(callback: () => void): void {
    this.afterCommitCallbacks.push(callback);
  }

  static committed(tx: Tx): void {
    for (const callback of tx.afterCommitCallbacks) callback();
  }
}

export function managerOf(scope: ReadScope): EntityManager {
  return ReadScope.managerOf(scope);
}

export function dialectOfScope(scope: ReadScope): Dialect {
  return dialectOf(managerOf(scope).dataSource);
}

/** Rows of a statement with bound parameters; of a writing one those that it returns (RETURNING). */
export async function query<Row>(scope: ReadScope, statement: Sql): Promise<Row[]> {
  const { text, parameters } = render(statement, dialectOfScope(scope));
  const rows = await managerOf(scope).query<Row[]>(text, parameters);
  return isWithCount(rows) ? rows[0] : rows;
}

// Of UPDATE and DELETE on PostgreSQL TypeORM returns rows and number together; a row of ours is never a list.
function isWithCount<Row>(rows: Row[] | [Row[], number]): rows is [Row[], number] {
  return rows.length === 2 && Array.isArray(rows[0]) && typeof rows[1] === 'number';
}
