import { createServer } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrometheusMetrics } from '@app/metrics';
import { type Environment, loadSettings, type Settings } from '@app/settings';
import { createLogger } from '../../apps/api/src/logger.js';
import { type RunningService, startService } from '../../apps/api/src/service.js';
import { createTestDatabase, type Engine, type TestDatabase } from './databases.js';

export const OWNER = { email: 'owner@example.com', password: 'correct horse battery' };

export interface TestService extends RunningService {
  readonly url: string;
  readonly settings: Settings;
  readonly database: TestDatabase;
  /** Every line that the service has logged. */
  readonly logLines: readonly string[];
  /** Closes the service and drops its database. */
  stop(): Promise<void>;
}

/**
 * The service as it runs, in this process, on a free port of loopback and an empty database of the engine. Another
 * instance on the same database: hand over `database`. With the console: say where it was built.
 */
export async function startTestService(engine: Engine, environment: Environment = {}, shared?: TestDatabase, consoleFolder?: string): Promise<TestService> {
  const database = shared ?? (await createTestDatabase(engine));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = loadSettings(
    {
      NODE_ENV: 'test',
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: database.url,
      SECRET_KEY: 'a key of the tests that seals nothing of value',
      BOOTSTRAP_EMAIL: OWNER.email,
      BOOTSTRAP_PASSWORD: OWNER.password,
      BCRYPT_COST: '4',
      METADATA_ALLOW_PRIVATE_HOSTS: 'true',
      ...environment,
    },
    join(mkdtempSync(join(tmpdir(), 'moovingon-key-')), 'secret-key'),
  );
  const logLines: string[] = [];
  const logger = createLogger('debug', { write: (line: string) => void logLines.push(line) });
  const running = await startService(settings, { logger, metrics: new PrometheusMetrics(), consoleFolder });
  const stop = async () => {
    await running.close();
    if (!shared) await database.drop();
  };
  return { ...running, url, settings, database, logLines, stop };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port'))));
    });
  });
}
