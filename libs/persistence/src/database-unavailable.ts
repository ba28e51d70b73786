import { QueryFailedError } from 'typeorm';

// Errors of the socket, and PostgreSQL appendix A: class 08 (connection), 57P01..57P03 (shutting down, starting), 53300 (too many connections).
const NETWORK_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);
const POSTGRES_ERRORS = /^(08...|57P0[123]|53300)$/;
// SQLite: another process holds the file, or the disk does not work.
const SQLITE_ERRORS = /^SQLITE_(BUSY|IOERR|LOCKED)/;
const DRIVER_MESSAGES = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|connection timeout/i;

// PostgreSQL: disk_full. SQLite: no space, or a disk (quota, size of a file) that takes no more. Of the operating system: no space, quota, file too large.
const NO_SPACE = /^(53100|SQLITE_FULL|SQLITE_IOERR_(WRITE|SHMSIZE|SHMOPEN)|ENOSPC|EDQUOT|EFBIG)$/;

/** Whether the database has no space left to write: what is there can be read on. */
export function isDatabaseFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && NO_SPACE.test(code)) return true;
  return error instanceof QueryFailedError && isDatabaseFull(error.driverError);
}

/** Whether the database itself is away, so that the same request may succeed a little later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as { code?: unknown };
  if (typeof code === 'string' && (NETWORK_ERRORS.has(code) || POSTGRES_ERRORS.test(code) || SQLITE_ERRORS.test(code))) return true;
  if (DRIVER_MESSAGES.test(error.message)) return true;
  return error instanceof QueryFailedError && isDatabaseUnavailable(error.driverError);
}
