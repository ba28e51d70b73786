import { QueryFailedError } from 'typeorm';

// Errors of the socket, and PostgreSQL appendix A: class 08 (connection), 57P01..57P03 (shutting down, starting), 53300 (too many connections).
const NETWORK_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);
const POSTGRES_ERRORS = /^(08...|57P0[123]|53300)$/;
// SQLite: another process holds the file, or the disk is full.
const SQLITE_ERRORS = /^SQLITE_(BUSY|FULL|IOERR|LOCKED)/;
const DRIVER_MESSAGES = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|connection timeout/i;

/** Whether the database itself is away (or full), so that the same request may succeed a little later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as { code?: unknown };
  if (typeof code === 'string' && (NETWORK_ERRORS.has(code) || POSTGRES_ERRORS.test(code) || SQLITE_ERRORS.test(code))) return true;
  if (DRIVER_MESSAGES.test(error.message)) return true;
  return error instanceof QueryFailedError && isDatabaseUnavailable(error.driverError);
}
