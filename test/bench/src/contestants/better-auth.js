import { betterAuth } from 'better-auth';
import { kyselyAdapter } from '@better-auth/kysely-adapter';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { applyPragmas, DURABLE } from './durable-sqlite.js';

/** better-auth on better-sqlite3 with transactions, as its documentation sets it up; its rate limits are off. */
export async function openBetterAuth(path, plugins, pragmas = DURABLE) {
  const database = applyPragmas(new Database(path), pragmas);
  const kysely = new Kysely({ dialect: new SqliteDialect({ database }) });
  const shared = {
    baseURL: 'https://identity.bench.example',
    secret: 'a secret of the bench that seals nothing of value',
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error' },
    plugins,
  };
  const auth = betterAuth({ ...shared, database: kyselyAdapter(kysely, { type: 'sqlite', transaction: true }) });
  const migrate = async () => (await getMigrations({ ...shared, database })).runMigrations();
  return { auth, database, migrate, close: () => database.close() };
}

export function serveBetterAuth({ auth, close }) {
  const handle = toNodeHandler(auth);
  const listener = (request, response) => {
    // Where a proxy would stand: the address that better-auth knows itself by.
    request.headers.host = 'identity.bench.example';
    request.headers['x-forwarded-proto'] = 'https';
    return handle(request, response);
  };
  return { listener, close };
}
