import type { Tx } from './scope.js';

/**
 * The only way to write. `run` gives the work a {@link Tx}, and resolves with the work's result only after a durable
 * commit; when the work throws, nothing of it stays and `run` rejects with what it threw.
 * Inside, nothing waits for the network or for a slow computation: on SQLite everybody else waits behind it.
 * The work may be run again from its start when the engine asks for it (PostgreSQL: deadlock, serialization failure),
 * so it changes nothing outside its `tx`.
 */
export abstract class UnitOfWork {
  abstract run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;

  /** Resolves when everything that was handed in so far has ended. */
  abstract drain(): Promise<void>;
}
