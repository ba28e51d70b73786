import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { configureHttp, createFastifyAdapter, ErrorRenderers, ErrorResponder, HtmlRefusalRenderer, ProblemJsonRenderer } from '@app/http';
import type { PrometheusMetrics } from '@app/metrics';
import type { Database } from '@app/persistence';
import { ScimErrorRenderer } from '@app/scim';
import type { Settings } from '@app/settings';
import { AppModule } from './app.module.js';
import { PinoErrorLog } from './error-log.js';
import { NestLogger } from './logger.js';
import { serveOpenApi } from './openapi.js';
import { RequestLog } from './request-log.js';
import { RequestMetrics } from './request-metrics.js';
import { serveConsole } from './serve-console.js';
import { translateDatabaseError } from './translate-database-error.js';

/** What a service tells of itself by, and what it shows to people. */
export interface Surroundings {
  readonly logger: Logger;
  readonly metrics: PrometheusMetrics;
  /** Where the console was built; without it `/` is a plain page. */
  readonly consoleFolder?: string | undefined;
}

/** Makes the application as it runs, for main.ts and for every e2e test: adapter, filters, pipes, OpenAPI, console. */
export async function createApp(settings: Settings, database: Database, { logger, metrics, consoleFolder }: Surroundings): Promise<NestFastifyApplication> {
  const log = new PinoErrorLog(logger);
  const renderers = new ErrorRenderers(new ProblemJsonRenderer()).register(new ScimErrorRenderer()).register(new HtmlRefusalRenderer('/sso'));
  const responder = new ErrorResponder({ log, renderers, translators: [translateDatabaseError] });
  const observers = [new RequestLog(logger), new RequestMetrics(metrics)];
  const adapter = createFastifyAdapter({ publicUrl: settings.publicUrl, trustProxy: settings.trustProxy, responder, log, observers });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with({ settings, database, metrics, consoleFolder }), adapter, { logger: new NestLogger(logger), abortOnError: false });
  configureHttp(app, responder);
  serveOpenApi(app, settings);
  if (consoleFolder !== undefined) await serveConsole(app, consoleFolder);
  return app;
}
