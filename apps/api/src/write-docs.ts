import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printedGuide } from '@app/idp/contract';
import { PrometheusMetrics } from '@app/metrics';
import { Database } from '@app/persistence';
import { loadSettings, renderEnvExample, renderSettingsPage } from '@app/settings';
import { createApp } from './configure-app.js';
import { identityProviders } from './identity-providers.js';
import { createLogger } from './logger.js';
import { createOpenApiDocument } from './openapi.js';

// The pages that are made from the code, so that they cannot differ from it; a test of each compares.
writeFileSync('.env.example', renderEnvExample());
writeFileSync('docs/settings.md', renderSettingsPage());
for (const provider of identityProviders.list()) writeFileSync(`docs/${provider.key}.md`, printedGuide(provider));
await writeOpenApiDocument();

/** Of the application with the settings that it has on a laptop, on a database that is thrown away. */
async function writeOpenApiDocument(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'moovingon-docs-'));
  const settings = loadSettings({ DATABASE_URL: `sqlite:${join(folder, 'docs.db')}`, SECRET_KEY: 'seals nothing: nothing is stored for these pages' });
  const app = await createApp(settings, await Database.open(settings.database), { logger: createLogger('silent'), metrics: new PrometheusMetrics() });
  writeFileSync('openapi.json', `${JSON.stringify(createOpenApiDocument(app, settings), null, 2)}\n`);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}
