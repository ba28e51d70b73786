import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { listQuery } from '../api/pages.js';

export const peopleQuery = (accountId: string, search: string | undefined) =>
  listQuery(['people', accountId, search ?? ''], (query, signal) =>
    answerOf(api.GET('/api/v1/accounts/{accountId}/users', { params: { path: { accountId }, query: { ...query, search } }, signal })),
  );

export const personQuery = (path: { accountId: string; id: string }) =>
  queryOptions({
    queryKey: ['person', path.accountId, path.id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{accountId}/users/{id}', { params: { path }, signal })),
  });

export const groupsOfQuery = (path: { accountId: string; userId: string }) =>
  listQuery(['person', path.accountId, path.userId, 'groups'], (query, signal) =>
    answerOf(api.GET('/api/v1/accounts/{accountId}/users/{userId}/groups', { params: { path, query }, signal })),
  );

export const sessionsQuery = (path: { accountId: string; userId: string }) =>
  listQuery(['person', path.accountId, path.userId, 'sessions'], (query, signal) =>
    answerOf(api.GET('/api/v1/accounts/{accountId}/users/{userId}/sessions', { params: { path, query }, signal })),
  );

export const secondFactorsOfQuery = (path: { accountId: string; userId: string }) =>
  queryOptions({
    queryKey: ['person', path.accountId, path.userId, 'second-factors'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{accountId}/users/{userId}/second-factors', { params: { path }, signal })),
  });
