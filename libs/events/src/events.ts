import type { Tx } from '@app/persistence';
import type { Event } from './event.js';

/**
 * Where things that happened are told. Called in the unit of work that does them, so that neither stands without the other;
 * costs one look into an index where nobody listens. An abstract class, so that a spec may listen instead.
 */
export abstract class Events {
  /** @param events of one account */
  abstract raise(tx: Tx, ...events: readonly Event[]): Promise<void>;
}
