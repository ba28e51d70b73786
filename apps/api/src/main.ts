import { PrometheusMetrics } from '@app/metrics';
import { loadSettings, readEnvironment, type Settings, SettingsError } from '@app/settings';
import { renderBanner } from './banner.js';
import { createLogger } from './logger.js';
import { builtConsole } from './serve-console.js';
import { type RunningService, startService } from './service.js';

// Kubernetes and systemd kill after their own grace period; what is not done by then would be cut off anyway.
const SHUTDOWN_AT_MOST = 9_000;

const settings = readSettings();
const logger = createLogger(settings.logLevel);

try {
  const service = await startService(settings, { logger, metrics: new PrometheusMetrics().watchProcess(), consoleFolder: builtConsole() });
  process.stdout.write(renderBanner(settings, service.firstOwner));
  endOnSignals(service);
} catch (error) {
  logger.fatal({ error, event: 'start_failed' }, 'The service could not start');
  process.exit(1);
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

function endOnSignals(service: RunningService): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info({ event: 'shutdown', signal }, 'Shutting down');
      setTimeout(() => process.exit(1), SHUTDOWN_AT_MOST).unref();
      service.close().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ error, event: 'shutdown_failed' }, 'The shutdown failed');
          process.exit(1);
        },
      );
    });
  }
}
