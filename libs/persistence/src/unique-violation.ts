import { QueryFailedError } from 'typeorm';

// PostgreSQL appendix A: unique_violation; SQLite's extended result codes.
const UNIQUE_VIOLATIONS = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

/** Whether a statement failed because another row has that value. On PostgreSQL the unit of work cannot go on after it. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof QueryFailedError && UNIQUE_VIOLATIONS.has((error.driverError as { code?: string }).code ?? '');
}
