import { join } from 'node:path';
import { Child } from '../child.js';

const script = (name) => new URL(`./${name}/server.js`, import.meta.url).pathname;

/** A contestant whose process is `<folder>/server.js`. */
export class Peer {
  /** @param {{key, title, kind, engine, folder, packages, offers, facts, notes}} description `facts` add to those of the seeding */
  constructor(description) {
    Object.assign(this, { kind: 'peer', facts: {}, notes: [] }, description);
  }

  /** Fills the template. @returns the facts that `start` and the load generator need */
  async prepare({ store, size, serviceProvider, identityProvider }) {
    await store.create();
    const order = { command: 'seed', database: store.template, size, serviceProvider, identityProvider, idsFile: join(store.folder, 'ids.txt') };
    const child = Child.start({ script: script(this.folder), parameters: [JSON.stringify(order)], log: join(store.folder, 'seed.log') });
    const { facts } = await child.message();
    await child.ended;
    return { ...facts, ...this.facts };
  }

  async start({ store, database, facts, serviceProvider, nodeOptions }) {
    const order = { command: 'serve', database, facts, serviceProvider };
    const child = Child.start({ script: script(this.folder), parameters: [JSON.stringify(order)], log: join(store.folder, 'serve.log'), nodeOptions });
    const { url } = await child.message();
    return { child, urls: [url], stop: (signal) => child.stop(signal) };
  }
}
