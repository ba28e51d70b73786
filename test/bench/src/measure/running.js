import { SERVICE_PROVIDER } from '../bench.js';

/** Fills one template for each contestant. @returns contestant key → `{store, facts}` */
export async function prepareAll(bench, contestants, size, more = {}) {
  const prepared = new Map();
  for (const contestant of contestants) {
    const startedAt = performance.now();
    const store = await bench.storeFor(contestant, size);
    const facts = await contestant.prepare({ ...more, store, size, serviceProvider: SERVICE_PROVIDER, identityProvider: bench.identityProvider.facts });
    bench.say(`${contestant.title}: ${size} users stored in ${Math.round((performance.now() - startedAt) / 1000)} s`);
    prepared.set(contestant.key, { store, facts });
  }
  return prepared;
}

/** Runs `work` with the contestant started on a fresh copy of its database, and stops it. */
export async function whileRunning(contestant, { store, facts }, work, more = {}) {
  const database = await store.copy();
  const startedAt = performance.now();
  const running = await contestant.start({ store, database, facts, serviceProvider: SERVICE_PROVIDER, ...more });
  try {
    return await work({ ...running, startedAt });
  } finally {
    await running.stop();
  }
}

/** Looks at the resident memory of a process five times a second. */
export class MemoryWatch {
  constructor(children) {
    this.children = children;
    this.most = 0;
    this.timer = setInterval(() => this.look(), 200);
  }

  look() {
    for (const child of this.children) {
      try {
        this.most = Math.max(this.most, child.residentMemory());
      } catch {
        // It has ended.
      }
    }
    return this.most;
  }

  end() {
    const most = this.look();
    clearInterval(this.timer);
    return most / 1e6;
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
