import { queryOptions } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { answerOf, api } from '../api/client.js';
import type { Session } from '../api/models.js';
import { isProblem } from '../api/problem.js';

const ASK_AGAIN_AFTER = 60_000;

/** Who is signed in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await answerOf(api.GET('/api/v1/session', { signal }));
    } catch (error) {
      if (isProblem(error, 'unauthenticated')) return null;
      throw error;
    }
  },
  staleTime: ASK_AGAIN_AFTER,
});

/** The session, on a page behind the sign-in. */
export function useSession(): Session {
  return useRouteContext({ from: '/signed-in', select: ({ session }) => session });
}
