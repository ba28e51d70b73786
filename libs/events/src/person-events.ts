import type { Actor } from '@app/audit';
import type { UserEntity } from '@app/persistence';
import { describeUser } from './describe-user.js';
import type { Event, EventUser, UserEventType } from './event.js';

interface Circumstances {
  readonly accountId: string;
  readonly actor: Actor;
}

/** The events of a person who is new or gone. */
export function personEvents(type: 'user.created' | 'user.deleted', { accountId, actor }: Circumstances, user: UserEntity): Event[] {
  const data = { user: describeUser(user) };
  const types: UserEventType[] = type === 'user.created' && user.admin ? [type, 'user.admin_granted'] : [type];
  return types.map((each) => ({ type: each, accountId, actor, data }) as Event);
}

/**
 * The events of a change of a person: `user.changed` for whatever changed, and beside it one for each thing that has an event of its own.
 * None where nothing changed that events show.
 */
export function personChangeEvents({ accountId, actor }: Circumstances, before: UserEntity, after: UserEntity): Event[] {
  const [was, is] = [describeUser(before), describeUser(after)];
  const changes = differences(was, is);
  if (Object.keys(changes).length === 0 && before.admin === after.admin) return [];
  const data = { user: is, changes };
  return ['user.changed' as const, ...specialTypes(before, after)].map((type) => ({ type, accountId, actor, data }) as Event);
}

function specialTypes(before: UserEntity, after: UserEntity): UserEventType[] {
  const types: UserEventType[] = [];
  if (before.firstPhone !== after.firstPhone || before.secondPhone !== after.secondPhone) types.push('user.phones_changed');
  if (before.active && !after.active) types.push('user.deactivated');
  if (before.admin !== after.admin) types.push(after.admin ? 'user.admin_granted' : 'user.admin_revoked');
  return types;
}

function differences(was: EventUser, is: EventUser): Record<string, { before: unknown; after: unknown }> {
  const names = (Object.keys(is) as (keyof EventUser)[]).filter((name) => was[name] !== is[name]);
  return Object.fromEntries(names.map((name) => [name, { before: was[name], after: is[name] }]));
}
