import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrometheusMetrics } from '@app/metrics';
import { Database } from '@app/persistence';
import { loadSettings } from '@app/settings';
import { createApp } from './configure-app.js';
import { createLogger } from './logger.js';
import { createOpenApiDocument } from './openapi.js';

/** The text of openapi.json: the description of the API as a service with the default settings shows it. Touches nothing but a folder of its own. */
export async function renderOpenApi(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'moovingon-openapi-'));
  const settings = loadSettings({ DATABASE_URL: `sqlite:${join(folder, 'empty.db')}`, SECRET_KEY: 'a key that seals nothing, as nothing is kept' });
  const database = await Database.open(settings.database);
  const app = await createApp(settings, database, { logger: createLogger('silent', { write: () => undefined }), metrics: new PrometheusMetrics() });
  try {
    await app.init();
    return `${JSON.stringify(createOpenApiDocument(app, settings), null, 2)}\n`;
  } finally {
    await app.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
