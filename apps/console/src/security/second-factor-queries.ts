import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';

export const secondFactorsQuery = queryOptions({
  queryKey: ['second-factors'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/session/second-factors', { signal })),
});
