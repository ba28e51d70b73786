import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { listQuery } from '../api/pages.js';

export const accountQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['account', accountId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{accountId}', { params: { path: { accountId } }, signal })),
  });

/** @param search a part of the name */
export const accountsQuery = (search: string) =>
  listQuery(['accounts', search], (query, signal) => answerOf(api.GET('/api/v1/accounts', { params: { query: { ...query, search: search || undefined } }, signal })));

/** The account of a page that asks for nothing else of it: whoever may not see the account is refused before he has entered anything. */
export function useAccount(accountId: string) {
  const { data, error, refetch } = useQuery(accountQuery(accountId));
  return { name: data?.name, error, refetch };
}
