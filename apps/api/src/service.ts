import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FirstAccount, type FirstOwner } from '@app/directory';
import { Database } from '@app/persistence';
import type { Settings } from '@app/settings';
import { createApp, type Surroundings } from './configure-app.js';

export interface RunningService {
  readonly app: NestFastifyApplication;
  /** There at the first start on an empty database only. */
  readonly firstOwner: FirstOwner | null;
  /** Finishes what began, then closes server and database. */
  close(): Promise<void>;
}

/** Opens the database (waiting for it where it does not answer yet), makes the application and listens. */
export async function startService(settings: Settings, surroundings: Surroundings): Promise<RunningService> {
  const { logger, metrics } = surroundings;
  const database = await Database.open(settings.database, {
    poolSize: settings.databasePoolSize,
    metrics,
    onWaiting: (error) => logger.warn({ event: 'database_waiting', reason: error.message }, 'Waiting for the database'),
  });
  const app = await createApp(settings, database, surroundings);
  const firstOwner = await app.get(FirstAccount).ensure();
  await app.listen(settings.port, settings.host);
  return { app, firstOwner, close: () => close(app, database) };
}

// What has begun is finished; what is not by then leaves time to close the database within the ten seconds that a supervisor gives.
const CONNECTIONS_LIVE_ON = 7_000;

/** In this order: requests, what works beside them, then the database that both write to. */
async function close(app: NestFastifyApplication, database: Database): Promise<void> {
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), CONNECTIONS_LIVE_ON);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
    await database.close();
  }
}
