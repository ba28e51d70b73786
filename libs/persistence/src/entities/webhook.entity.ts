import { Entity, ForeignKey, Index } from 'typeorm';
import { FlagColumn, InstantColumn, JsonColumn, TextColumn, TextKey, WholeColumn } from '../schema/column-decorators.js';
import { AccountEntity } from './account.entity.js';

/** An address of the customer's that hears of events. */
@Entity('webhooks')
@Index('webhooks_by_account', ['accountId', 'id'])
export class WebhookEntity {
  @TextKey() id!: string;
  @ForeignKey(() => AccountEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  accountId!: string;
  @TextColumn() name!: string;
  @TextColumn() url!: string;
  /** The types that it hears of, or `*` alone for all. */
  @JsonColumn() eventTypes!: string[];
  /** The key of its signatures, sealed. */
  @TextColumn({ select: false }) sealedSecret!: string;
  /** While a secret is being rotated, messages carry a signature of the former one too. */
  @TextColumn({ nullable: true, select: false }) formerSealedSecret!: string | null;
  @InstantColumn({ nullable: true }) formerSecretExpiresAt!: number | null;
  @FlagColumn() enabled!: boolean;
  /** Why it is not enabled: `administrator`, `failing` (for too long), `gone` (it answered 410). */
  @TextColumn({ nullable: true }) disabledBecause!: string | null;
  /** The first failure since the last success; null while it takes what it is sent. */
  @InstantColumn({ nullable: true }) failingSince!: number | null;
  @WholeColumn() version!: number;
  @InstantColumn() createdAt!: number;
  @InstantColumn() updatedAt!: number;
}

/** What happened, for those who asked to hear of it: written in the unit of work that did it. Kept 30 days. */
@Entity('webhook_events')
export class WebhookEventEntity {
  /** The `webhook-id` of its messages. */
  @TextKey() id!: string;
  @ForeignKey(() => AccountEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  accountId!: string;
  @TextColumn() type!: string;
  @InstantColumn() occurredAt!: number;
  /** The message's body to the octet, so that every attempt sends the same. */
  @TextColumn() body!: string;
}

export type WebhookDeliveryState = 'pending' | 'delivered' | 'failed';

/** One event on its way to one webhook. */
@Entity('webhook_deliveries')
@Index('webhook_deliveries_by_webhook', ['webhookId', 'eventId'])
@Index('webhook_deliveries_due', ['webhookId', 'dueAt'])
export class WebhookDeliveryEntity {
  @ForeignKey(() => WebhookEventEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  eventId!: string;
  @ForeignKey(() => WebhookEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  webhookId!: string;
  @TextColumn() state!: WebhookDeliveryState;
  /** How often it was sent since it was made or replayed. */
  @WholeColumn() attempts!: number;
  /** When it is to be sent next; null once it is settled. An instance that sends it moves this ahead, so that no other does. */
  @InstantColumn({ nullable: true }) dueAt!: number | null;
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) settledAt!: number | null;
}

/** One attempt to deliver: the log that an administrator reads. Kept 30 days. */
@Entity('webhook_attempts')
@Index('webhook_attempts_by_webhook', ['webhookId', 'id'])
export class WebhookAttemptEntity {
  @TextKey() id!: string;
  @ForeignKey(() => WebhookEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  webhookId!: string;
  @TextColumn() eventId!: string;
  @InstantColumn() at!: number;
  /** What the receiver answered; null where it did not. */
  @WholeColumn({ nullable: true }) status!: number | null;
  /** What went wrong, in a sentence; null where it was taken. */
  @TextColumn({ nullable: true }) fault!: string | null;
  @WholeColumn() durationMs!: number;
}
