import type { Logger } from 'pino';
import { ErrorLog, type ErrorLogEntry } from '@app/http';

/** What went wrong. A refusal has its code in the request's line already; a failure of ours gets a line of its own, with the error. */
export class PinoErrorLog extends ErrorLog {
  constructor(private readonly logger: Logger) {
    super();
  }

  write({ level, error, ...entry }: ErrorLogEntry): void {
    if (level === 'info') this.logger.debug({ ...entry, event: 'refused' }, 'refused');
    else this.logger.error({ ...entry, event: 'failed', error }, 'failed');
  }
}
