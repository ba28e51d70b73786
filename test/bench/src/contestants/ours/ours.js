import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../../child.js';
import { freePort } from '../../postgres.js';
import { clonePopulation } from './clone.js';
import { setUp } from './set-up.js';

const ROOT = new URL('../../../../../', import.meta.url).pathname;

/**
 * Our own service as its image runs it in production: what was built, logs into a file, metrics on, credentials hashed with
 * bcrypt, each answered write durable.
 */
export class Ours {
  constructor(description) {
    const packages = ['@nestjs/core', 'fastify', 'typeorm', 'bcrypt', 'libxml2-wasm'];
    const signIn = { acsPath: '/sso/acs/', relayState: 'bench', status: 303, location: '^https://identity\\.bench\\.example/$', cookie: '=' };
    Object.assign(this, { kind: 'ours', root: ROOT, packages, offers: ['scim', 'sign-in'], signIn, notes: [] }, description);
  }

  /** Sets up an integration through the API, then fills the tables after the model of people whom SCIM has created. */
  async prepare({ store, size, serviceProvider, identityProvider, groups = {} }) {
    await store.create();
    const running = await this.start({ store, database: store.template, serviceProvider });
    let facts;
    try {
      facts = await setUp({ url: running.urls[0], audience: serviceProvider.audience, metadataXml: identityProvider.metadata, groups });
    } finally {
      await running.stop();
    }
    const ids = await clonePopulation({ database: store.template, size, facts, groups });
    const idsFile = join(store.folder, 'ids.txt');
    writeFileSync(idsFile, ids.join('\n'));
    return { ...facts, idsFile };
  }

  /** Resolves when it is ready. @param instances how many on this database */
  async start({ store, database, serviceProvider, nodeOptions, instances = 1 }) {
    const started = await Promise.all(Array.from({ length: instances }, (_, number) => startInstance({ root: this.root, store, database, serviceProvider, nodeOptions, number })));
    const children = started.map(({ child }) => child);
    return { child: children[0], children, urls: started.map(({ url }) => url), stop: (signal) => Promise.all(children.map((child) => child.stop(signal))) };
  }
}

async function startInstance({ root, store, database, serviceProvider, nodeOptions, number }) {
  const port = await freePort();
  const environment = {
    PORT: String(port),
    PUBLIC_URL: serviceProvider.origin,
    DATABASE_URL: database.url ?? `sqlite:${database.path}`,
    SECRET_KEY: 'a key of the bench that seals nothing of value',
    BOOTSTRAP_EMAIL: 'owner@bench.example.com',
    BOOTSTRAP_PASSWORD: 'correct horse battery staple',
    METRICS_TOKEN: 'a token of the bench',
    // Behind a load balancer, which tells whom a request comes from.
    TRUST_PROXY: '127.0.0.1',
  };
  const child = Child.start({ script: builtService(root), environment, directory: root, log: join(store.folder, `service-${number}.log`), nodeOptions });
  const url = `http://127.0.0.1:${port}`;
  await ready(child, url);
  return { child, url };
}

/** As `npm start` and the image start it; an earlier version had no bundle. */
function builtService(root) {
  const bundle = join(root, 'dist/apps/api/bundle/main.js');
  return existsSync(bundle) ? bundle : join(root, 'dist/apps/api/src/main.js');
}

async function ready(child, url) {
  for (;;) {
    if (child.over) throw new Error(`our service has ended: ${child.tail()}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
