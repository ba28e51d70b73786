import type { EntityManager } from 'typeorm';
import { type Dialect, dialectOf } from './dialect.js';
import { render, type Sql } from './sql.js';
import { runStatement, type StatementOptions } from './statements.js';

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

/** What a unit of work had foreseen does not hold any more. */
export class ForesightFailed extends Error {
  constructor() {
    super('What the unit of work went by has changed meanwhile');
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
  private readonly left: Promise<unknown>[] = [];
  private last: (() => Promise<unknown>)[] = [];

  /**
   * @param mayForesee whether the work may decide by what it has read without a lock, where a write of it that is left to the commit then
   * fails with {@link ForesightFailed}, should that not hold any more: the work runs again, and may not
   */
  constructor(
    entityManager: EntityManager,
    readonly mayForesee = false,
  ) {
    super(entityManager);
  }

  /** Calls back once the commit is durable; not at all when it fails. For what lives in memory: caches, waiting workers. */
  afterCommit(callback: () => void): void {
    this.afterCommitCallbacks.push(callback);
  }

  /**
   * A write that is under way and whose outcome nothing in the unit of work depends on: the work goes on, and the commit waits for it and
   * fails with it. On PostgreSQL such writes travel together, instead of each waiting for the answer to the one before.
   */
  leaveToCommit(outcome: Promise<unknown>): void {
    outcome.catch(() => undefined);
    this.left.push(outcome);
  }

  /** A write on a row for which others wait: begun right before the commit, in the order of asking, so that the row is held for the shortest time. */
  leaveToEnd(write: () => Promise<unknown>): void {
    this.last.push(write);
  }

  /** Begins what was left to the end. */
  static beginLast(tx: Tx): void {
    const begun = tx.last;
    tx.last = [];
    for (const write of begun) tx.leaveToCommit(write());
  }

  /** Where the unit of work is given up. */
  static forgetLast(tx: Tx): void {
    tx.last = [];
  }

  /** @throws the first failure of what was left to the commit */
  static async settle(tx: Tx): Promise<void> {
    Tx.beginLast(tx);
    if (tx.left.length === 0) return;
    const outcomes = await Promise.allSettled(tx.left);
    const failed = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (failed) throw failed.reason;
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

export type Sharing = Pick<StatementOptions, 'shared' | 'kept'>;

/** For reads of a row or two by a unique key: on PostgreSQL many of them share a connection, and a slow one would hold up all the others. */
export const BY_KEY: Sharing = { shared: true };

/** The same for those that every request begins with. */
export const BY_KEY_KEPT: Sharing = { shared: true, kept: true };

/** Rows of a statement with bound parameters. */
export async function query<Row>(scope: ReadScope, statement: Sql, sharing?: Sharing): Promise<Row[]> {
  const { text, parameters } = render(statement, dialectOfScope(scope));
  return (await runStatement<Row>(managerOf(scope), text, parameters, sharing)).rows;
}

export function queryByKey<Row>(scope: ReadScope, statement: Sql, sharing = BY_KEY): Promise<Row[]> {
  return query(scope, statement, sharing);
}

/** The same, each row as the values of its columns in their order: for what is read in pages. */
export async function queryLists<Row extends readonly unknown[]>(scope: ReadScope, statement: Sql, { shared = false }: Sharing = {}): Promise<Row[]> {
  const { text, parameters } = render(statement, dialectOfScope(scope));
  return (await runStatement<Row>(managerOf(scope), text, parameters, { shared, form: 'list' })).rows;
}
