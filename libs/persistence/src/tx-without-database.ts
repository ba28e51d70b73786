import type { EntityManager } from 'typeorm';
import { Tx } from './scope.js';

/**
 * A right to write for rules that are rehearsed on rows in memory: there is no database behind it, so whatever would read or write
 * by it fails instead.
 */
export function txWithoutDatabase(): Tx {
  const refuse = (): never => {
    throw new Error('A rehearsal has reached for the database, expected it to work on rows in memory alone');
  };
  return new Tx(new Proxy({} as EntityManager, { get: refuse, set: refuse }));
}
