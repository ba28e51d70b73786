import type { ErrorTranslator } from '@app/http';
import { defineProblems } from '@app/kernel';
import { isDatabaseFull, isDatabaseUnavailable } from '@app/persistence';

const refuse = defineProblems({
  database_unavailable: { status: 503, title: 'The database does not answer' },
  database_full: { status: 503, title: 'The database has no space left' },
});

/** For the description of the API and the list of errors. */
export const databaseProblems = refuse.definitions;

/**
 * A database that is away or full is nobody's mistake: 503, and a second attempt later is worth it. Whether a commit that was under way
 * when the connection broke has come through, nobody can say.
 */
export const translateDatabaseError: ErrorTranslator = (error) => {
  if (isDatabaseFull(error))
    return refuse('database_full', 'The database has no space left and takes no change; reading goes on. Nothing was changed; send the request again when there is space.', {
      hint: 'Make space on the disk of the database. The service goes on by itself.',
      cause: error,
      headers: { 'retry-after': '60' },
    });
  if (isDatabaseUnavailable(error))
    return refuse('database_unavailable', 'The database does not answer at the moment. No change was confirmed; send the request again in a few seconds.', {
      cause: error,
      headers: { 'retry-after': '5' },
    });
  return undefined;
};
