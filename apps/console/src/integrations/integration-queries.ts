import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { Integration, ProvisioningRequest, SignIn } from '../api/models.js';
import { listQuery, type Page, type Position } from '../api/pages.js';

/** Which integration of which account. */
export interface Place {
  readonly accountId: string;
  readonly id: string;
}

// While somebody waits for the first sign-in, or for the provisioning client to use its password, he sees it within seconds.
const WAITING = 2_500;
const WATCHING = 15_000;

export const integrationsQuery = (accountId: string) =>
  listQuery(['integrations', accountId], (query, signal) =>
    answerOf(api.GET('/api/v1/accounts/{accountId}/integrations', { params: { path: { accountId }, query }, signal })),
  );

export const integrationQuery = (path: Place) =>
  queryOptions({
    queryKey: ['integration', path.accountId, path.id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{accountId}/integrations/{id}', { params: { path }, signal })),
    refetchInterval: ({ state: { data } }) => (data && isAwaited(data) ? WAITING : WATCHING),
    refetchOnWindowFocus: 'always',
  });

export const guideQuery = (path: Place) =>
  queryOptions({
    queryKey: ['integration', path.accountId, path.id, 'guide'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{accountId}/integrations/{id}/guide', { params: { path }, signal })),
  });

export const signInsQuery = (path: Place) =>
  listQuery(['integration', path.accountId, path.id, 'sign-ins'], (position, signal) => readSignIns(path, position, signal));

export function readSignIns(path: Place, query: Position, signal: AbortSignal): Promise<Page<SignIn>> {
  return answerOf(api.GET('/api/v1/accounts/{accountId}/integrations/{id}/sign-ins', { params: { path, query }, signal }));
}

export const activityQuery = (path: Place) =>
  queryOptions({
    queryKey: ['integration', path.accountId, path.id, 'activity'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{accountId}/integrations/{id}/activity', { params: { path, query: { days: 14 } }, signal })),
  });

/** The newest attempt alone, while the integration waits for its first sign-in. */
export const lastSignInQuery = (path: Place) =>
  queryOptions({
    queryKey: ['integration', path.accountId, path.id, 'last-sign-in'],
    queryFn: async ({ signal }) => {
      const { items } = await answerOf(api.GET('/api/v1/accounts/{accountId}/integrations/{id}/sign-ins', { params: { path, query: { limit: 1 } }, signal }));
      return items[0] ?? null;
    },
    refetchInterval: WAITING,
    refetchOnWindowFocus: 'always',
  });

export const provisioningQuery = (path: Place) =>
  listQuery(['integration', path.accountId, path.id, 'provisioning'], (position, signal) => readProvisioning(path, position, signal));

export function readProvisioning(path: Place, query: Position, signal: AbortSignal): Promise<Page<ProvisioningRequest>> {
  return answerOf(api.GET('/api/v1/accounts/{accountId}/integrations/{id}/provisioning-log', { params: { path, query }, signal }));
}

export const providersQuery = (search: string) =>
  queryOptions({
    queryKey: ['identity-providers', search],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/identity-providers', { params: { query: { search, limit: 200 } }, signal })),
    placeholderData: (previous) => previous,
  });

export const providerQuery = (key: string) =>
  queryOptions({
    queryKey: ['identity-provider', key],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/identity-providers/{key}', { params: { path: { key } }, signal })),
    staleTime: Infinity,
  });

export const providerGuideQuery = (key: string) =>
  queryOptions({
    queryKey: ['identity-provider', key, 'guide'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/identity-providers/{key}/guide', { params: { path: { key } }, signal })),
    staleTime: Infinity,
  });

function isAwaited({ status, scim }: Integration): boolean {
  return status === 'unverified' || (scim.enabled && scim.password !== undefined);
}

/** Takes over what a change has answered, and has the lists read again. */
export function useIntegrationChanged(accountId: string): (integration: Integration) => void {
  const queryClient = useQueryClient();
  return (integration) => {
    queryClient.setQueryData(integrationQuery({ accountId, id: integration.id }).queryKey, integration);
    void queryClient.invalidateQueries({ queryKey: guideQuery({ accountId, id: integration.id }).queryKey });
    void queryClient.invalidateQueries({ queryKey: integrationsQuery(accountId).queryKey });
  };
}
