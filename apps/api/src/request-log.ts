import type { Logger } from 'pino';
import { RequestObserver, type RequestSummary } from '@app/http';

// Asked for every few seconds by machines: of interest to whoever looks for a fault there.
const ASKED_BY_MACHINES = /^\/(health|metrics)(\/|$)/;

/** One line a request: whose, what by its route's pattern, and how it went; no address, no name, no secret. */
export class RequestLog extends RequestObserver {
  constructor(private readonly logger: Logger) {
    super();
  }

  observe({ facts, route, ...summary }: RequestSummary): void {
    const level = route !== undefined && ASKED_BY_MACHINES.test(route) ? 'debug' : 'info';
    if (this.logger.isLevelEnabled(level)) this.logger[level]({ event: 'request', ...summary, route: route ?? null, ...facts }, 'request');
  }
}
