import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { Delivery, Webhook } from '../api/models.js';
import { listQuery } from '../api/pages.js';

/** Which webhook of which account. */
export interface WebhookPlace {
  readonly accountId: string;
  readonly webhookId: string;
}

const AT = '/api/v1/accounts/{accountId}/webhooks/{webhookId}';
const WAITING = 3_000;

export const webhooksQuery = (accountId: string) =>
  listQuery(['webhooks', accountId], (query, signal) => answerOf(api.GET('/api/v1/accounts/{accountId}/webhooks', { params: { path: { accountId }, query }, signal })));

export const webhookQuery = (path: WebhookPlace) =>
  queryOptions({
    queryKey: ['webhook', path.accountId, path.webhookId],
    queryFn: ({ signal }) => answerOf(api.GET(AT, { params: { path }, signal })),
  });

export const deliveriesQuery = (path: WebhookPlace, state: Delivery['state'] | undefined) => ({
  ...listQuery(['webhook', path.accountId, path.webhookId, 'deliveries', state ?? ''], (query, signal) =>
    answerOf(api.GET(`${AT}/deliveries`, { params: { path, query: { ...query, state } }, signal })),
  ),
  refetchInterval: WAITING,
});

export const deliveryQuery = (path: WebhookPlace & { eventId: string }) =>
  queryOptions({
    queryKey: ['webhook', path.accountId, path.webhookId, 'delivery', path.eventId],
    queryFn: ({ signal }) => answerOf(api.GET(`${AT}/deliveries/{eventId}`, { params: { path }, signal })),
    refetchInterval: ({ state: { data } }) => (data?.state === 'pending' ? WAITING : false),
  });

/** Does something to a webhook, then has everything about it read again. */
export function useWebhookWork<Input, Outcome>({ accountId, webhookId }: WebhookPlace, work: (input: Input) => Promise<Outcome>, onDone: (outcome: Outcome) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: (outcome) => {
      onDone(outcome);
      void queryClient.invalidateQueries({ queryKey: ['webhook', accountId, webhookId] });
      void queryClient.invalidateQueries({ queryKey: ['webhooks', accountId] });
    },
  });
}

export type EventType = Webhook['eventTypes'][number];
