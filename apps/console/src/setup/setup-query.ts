import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';

// Whoever waits for a test sign-in sees it within seconds.
const WAITING = 4_000;

/** What the link of this token is about. The token goes in a header, which no log keeps. */
export const setupQuery = (token: string) =>
  queryOptions({
    queryKey: ['setup', token],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/setup', { params: { header: { 'X-Setup-Token': token } }, signal })),
    refetchInterval: ({ state: { error } }) => (isProblem(error) ? false : WAITING),
    refetchOnWindowFocus: 'always',
  });
