import { PrometheusMetrics } from '@app/metrics';
import { loadSettings, readEnvironment, type Settings, SettingsError } from '@app/settings';
import { renderBanner } from './banner.js';
import { keepHeapSmall } from './heap.js';
import { createLogger } from './logger.js';
import { builtConsole } from './serve-console.js';
import { type RunningService, startService } from './service.js';

// Kubernetes and systemd kill after their own grace period; what is not done by then would be cut off anyway.
const SHUTDOWN_AT_MOST = 9_000;

const settings = readSettings();
const logger = createLogger(settings.logLevel);

let service: RunningService | undefined;
endOnSignals();
endOnDefects();
try {
  service = await startService(settings, { logger, metrics: new PrometheusMetrics().watchProcess(), consoleFolder: builtConsole() });
  process.stdout.write(renderBanner(settings, service.firstOwner));
  keepHeapSmall();
} catch (error) {
  logger.fatal({ error, event: 'start_failed' }, 'The service could not start');
  await end(1);
}

function readSettings(): Settings {
  try {
    return loadSettings(readEnvironment());
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Ends the process when the log has been written. */
async function end(code: number): Promise<void> {
  await new Promise<void>((resolve) => logger.flush(() => resolve()));
  process.exit(code);
}

/** What nobody has caught leaves the process in a state that nobody knows: it says so and ends, and whoever watches it starts it again. */
function endOnDefects(): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ error, event: 'defect' }, 'An error that nobody has caught');
    void end(1);
  });
}

function endOnSignals(): void {
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // A terminal sends it to everybody in the group, and npm passes it on: it comes twice.
      if (ending) return;
      ending = true;
      logger.info({ event: 'shutdown', signal }, 'Shutting down');
      setTimeout(() => process.exit(1), SHUTDOWN_AT_MOST).unref();
      void shutDown();
    });
  }
}

async function shutDown(): Promise<void> {
  try {
    // While it waits for its database there is nothing to finish.
    await service?.close();
    await end(0);
  } catch (error) {
    logger.error({ error, event: 'shutdown_failed' }, 'The shutdown failed');
    await end(1);
  }
}
