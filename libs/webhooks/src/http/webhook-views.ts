import type { DeliveryRow, WebhookAttemptEntity, WebhookRow } from '@app/persistence';
import type { AttemptView, DeliveryView } from './delivery.dto.js';
import type { WebhookView } from './webhook.dto.js';

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const time = (at: number) => new Date(at).toISOString();

export function viewWebhook({ id, name, url, eventTypes, enabled, disabledBecause, failingSince, formerSecretExpiresAt, createdAt, updatedAt }: WebhookRow): WebhookView {
  const instants = { failingSince: instant(failingSince), formerSecretExpiresAt: instant(formerSecretExpiresAt), createdAt: time(createdAt), updatedAt: time(updatedAt) };
  return { id, name, url, eventTypes, enabled, disabledBecause, ...instants };
}

export function viewDelivery({ eventId, type, occurredAt, state, attempts, dueAt, settledAt }: DeliveryRow): DeliveryView {
  return { eventId, type, occurredAt: time(occurredAt), state, attempts, nextAttemptAt: instant(dueAt), settledAt: instant(settledAt) };
}

export function viewAttempt({ at, status, fault, durationMs }: WebhookAttemptEntity): AttemptView {
  return { at: time(at), status, fault, durationMs };
}
