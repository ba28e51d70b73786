import type { Actor } from '@app/audit';

/** Every type of event that a webhook may hear of. */
export const eventTypes = [
  'user.created',
  'user.changed',
  'user.phones_changed',
  'user.deactivated',
  'user.deleted',
  'user.admin_granted',
  'user.admin_revoked',
  'integration.verified',
  'integration.certificate_ending',
  'provisioning.paused',
  'provisioning.names_changed',
] as const;

export type EventType = (typeof eventTypes)[number];
export type UserEventType = Extract<EventType, `user.${string}`>;

/** A person as events show him: after what happened, or, of one who was deleted, before. */
export interface EventUser {
  readonly id: string;
  readonly userName: string;
  readonly email: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly displayName: string | null;
  readonly active: boolean;
  readonly role: 'member' | 'admin' | 'owner';
  readonly firstPhone: string | null;
  readonly secondPhone: string | null;
  /** The integration that provisions him; null for one who is managed here. */
  readonly managedBy: string | null;
}

export interface EventIntegration {
  readonly id: string;
  readonly name: string;
  /** The key of the identity provider's plugin. */
  readonly provider: string;
  readonly uniqueIdentifier: string;
}

export interface UserEventData {
  readonly user: EventUser;
  /** Attribute by attribute as it was and as it is; only those that changed. */
  readonly changes?: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
}

/** What each type says, beside account and actor. */
export interface EventData extends Record<UserEventType, UserEventData> {
  'integration.verified': { readonly integration: EventIntegration; readonly userId: string };
  'integration.certificate_ending': {
    readonly integration: EventIntegration;
    /** `notAfter` in ISO 8601. */
    readonly certificate: { readonly fingerprint: string; readonly notAfter: string };
    readonly daysLeft: number;
  };
  'provisioning.paused': {
    readonly integration: EventIntegration;
    /** How many people lost access, or were to lose it, within the brake's window, and how many may. */
    readonly deactivations: number;
    readonly limit: number;
  };
  'provisioning.names_changed': {
    readonly integration: EventIntegration;
    /** How many people were given another userName within the hour, such that the one before finds them no more, and from how many on this is told. */
    readonly changes: number;
    readonly limit: number;
  };
}

export interface EventOf<Type extends EventType> {
  readonly type: Type;
  readonly accountId: string;
  /** Who did it; of him, events show what he is and his id. */
  readonly actor: Actor;
  readonly data: EventData[Type];
}

/** Something that happened and that the customer's other systems may want to hear of. */
export type Event = { [Type in EventType]: EventOf<Type> }[EventType];
