import { ApiProblems, refuseHttp } from '@app/http';
import { refuseDirectory } from '../problems.js';

/** Lists the refusals that every route behind `@Authenticated()` with an account in its path has. */
export const ApiGuarded = () => ApiProblems([refuseHttp, 'unauthenticated', 'cross_site_request'], [refuseDirectory, 'forbidden', 'account_unknown']);
