import type { ErrorTranslator } from '@app/http';
import { defineProblems } from '@app/kernel';
import { isDatabaseUnavailable } from '@app/persistence';

const refuse = defineProblems({ database_unavailable: { status: 503, title: 'The database does not answer' } });

/** For the description of the API and the list of errors. */
export const databaseProblems = refuse.definitions;

/**
 * A database that is away is nobody's mistake: 503, and a second attempt a little later is worth it. Whether a commit that was under way
 * when the connection broke has come through, nobody can say.
 */
export const translateDatabaseError: ErrorTranslator = (error) =>
  isDatabaseUnavailable(error)
    ? refuse('database_unavailable', 'The database does not answer at the moment. No change was confirmed; send the request again in a few seconds.', {
        cause: error,
        headers: { 'retry-after': '5' },
      })
    : undefined;
