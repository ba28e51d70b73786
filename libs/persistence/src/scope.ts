import type { EntityManager } from 'typeorm';
import { type Dialect, dialectOf } from './dialect.js';
import { render, type Sql } from './sql.js';
import { runStatement } from './statements.js';

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

/** Rows of a statement with bound parameters. */
export async function query<Row>(scope: ReadScope, statement: Sql): Promise<Row[]> {
  const { text, parameters } = render(statement, dialectOfScope(scope));
  return (await runStatement<Row>(managerOf(scope), text, parameters)).rows;
}

/** The same, each row as the values of its columns in their order: for what is read in pages. */
export async function queryLists<Row extends readonly unknown[]>(scope: ReadScope, statement: Sql): Promise<Row[]> {
  const { text, parameters } = render(statement, dialectOfScope(scope));
  return (await runStatement<Row>(managerOf(scope), text, parameters, 'list')).rows;
}
