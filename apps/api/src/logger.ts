import type { LoggerService } from '@nestjs/common';
import { destination, type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './describe-error.js';

/**
 * The service's log: one JSON line an event. On standard output it is written beside the requests, not in them; what has not been written
 * when the process ends is written then (pino flushes on exit).
 */
export function createLogger(level: string, to: DestinationStream = standardOutput()): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      errorKey: 'error',
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
    },
    to,
  );
}

/** Takes lines as bytes: of texts, it measures all that is waiting to be written anew with each line. */
function standardOutput(): DestinationStream {
  const output = destination({ dest: 1, sync: false, contentMode: 'buffer' });
  const write = output.write.bind(output) as unknown as (line: Buffer) => boolean;
  output.write = (line: string) => write(Buffer.from(line));
  return output;
}

/** Nest's own messages, in the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: string): void {
    this.logger.trace({ context }, String(message));
  }
}
