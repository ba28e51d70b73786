import type { Logger } from 'pino';
import { ErrorLog, type ErrorLogEntry } from '@app/http';

/** Refusals and failures in the service's log. What the caller did wrong is `info` and says no more than its code. */
export class PinoErrorLog extends ErrorLog {
  constructor(private readonly logger: Logger) {
    super();
  }

  write({ level, error, ...entry }: ErrorLogEntry): void {
    if (level === 'info') this.logger.info({ ...entry, event: 'refused' }, 'refused');
    else this.logger.error({ ...entry, event: 'failed', err: error }, 'failed');
  }
}
