import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Keeps the process small, for all of its threads: V8 would let objects that live longer take several times the memory of those in use before
 * it looks at them, and begins with a limit that it guesses. Here they may grow by half, from what is in use once the service has started.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
  // Node gives its collector to nobody who has not asked for it; a context that is made while it is offered has it.
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  setFlagsFromString('--no-expose-gc');
}
