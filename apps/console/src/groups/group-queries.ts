import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { listQuery } from '../api/pages.js';

interface Place {
  readonly accountId: string;
  readonly id: string;
}

export const groupsQuery = (accountId: string, search: string | undefined) =>
  listQuery(['groups', accountId, search ?? ''], (query, signal) =>
    answerOf(api.GET('/api/v1/accounts/{accountId}/groups', { params: { path: { accountId }, query: { ...query, search } }, signal })),
  );

export const groupQuery = (path: Place) =>
  queryOptions({
    queryKey: ['group', path.accountId, path.id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{accountId}/groups/{id}', { params: { path }, signal })),
  });

export const membersQuery = (path: Place) =>
  listQuery(['group', path.accountId, path.id, 'members'], (query, signal) =>
    answerOf(api.GET('/api/v1/accounts/{accountId}/groups/{id}/members', { params: { path, query }, signal })),
  );
