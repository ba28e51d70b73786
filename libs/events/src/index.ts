/**
 * events: what happened, for the customer's other systems.
 * Flow: whoever does something calls {@link Events}.raise in the same unit of work → a row in the outbox and one for each webhook
 * that listens → webhooks sends them. Where nobody listens nothing is written.
 * Neighbours: persistence, audit (the actor), kernel below; directory, idp, integrations, scim raise; webhooks delivers.
 */
export { describeUser } from './describe-user.js';
export { eventTypes, type Event, type EventData, type EventIntegration, type EventOf, type EventType, type EventUser, type UserEventData, type UserEventType } from './event.js';
export { Events } from './events.js';
export { personChangeEvents, personEvents } from './person-events.js';
export { EventsModule } from './events.module.js';
export { OutboxBell } from './outbox-bell.js';
