import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';

export const serviceKeysQuery = queryOptions({
  queryKey: ['service-keys'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/service-keys', { signal }))).items,
  refetchOnMount: 'always',
});
