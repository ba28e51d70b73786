import { isDeepStrictEqual } from 'node:util';
import { foldCase } from '@app/kernel';
import type { UserEntity } from '@app/persistence';
import { emailsOf, primaryOf } from './email-addresses.js';
import type { ChangeContext, PersonChanges } from './person.js';
import { attributesOf } from './sift-changes.js';

/** The user's row as the changes make it. Pure: nothing is looked up and nothing refused. */
export function nextRow(before: UserEntity, changes: PersonChanges, context: ChangeContext, now: number): UserEntity {
  const emails = changes.emails ?? emailsOf(before);
  const userName = changes.userName ?? before.userName;
  const next: UserEntity = {
    ...before,
    userName,
    userNameFolded: foldCase(userName),
    email: primaryOf(emails)?.value ?? null,
    givenName: given(changes.givenName, before.givenName),
    familyName: given(changes.familyName, before.familyName),
    displayName: given(changes.displayName, before.displayName),
    firstPhone: given(changes.firstPhone, before.firstPhone),
    secondPhone: given(changes.secondPhone, before.secondPhone),
    active: changes.active ?? before.active,
    admin: changes.admin ?? before.admin,
    owner: changes.owner ?? before.owner,
    staff: changes.staff ?? before.staff,
    attributes: { ...(changes.attributes ?? attributesOf(before)), ...(emails.length > 0 && { emails }) },
  };
  Object.assign(next, ownerStanding(before, next, changes, context, now));
  next.signInEmail = signInEmailAfter(before, next, changes, context);
  return next;
}

function given<Value>(value: Value | undefined, stored: Value): Value {
  return value === undefined ? stored : value;
}

/** Whether an owner's own sign-in stands is for administrators to say; `active` alone says it of everybody else. */
function ownerStanding(before: UserEntity, next: UserEntity, changes: PersonChanges, context: ChangeContext, now: number): Partial<UserEntity> {
  const suspended = before.suspendedAt !== null;
  if (!next.owner) return { suspendedAt: null, active: changes.active ?? (before.active && !suspended) };
  if (!before.owner) return { suspendedAt: next.active ? null : now };
  if (context.integrationId !== null || changes.active === undefined) return {};
  return changes.active ? { suspendedAt: null, hiddenFromScim: false } : { suspendedAt: before.suspendedAt ?? now };
}

/** The address that the password goes with follows the e-mail; that of owners and staff not at a provisioning client's word. */
function signInEmailAfter(before: UserEntity, next: UserEntity, changes: PersonChanges, context: ChangeContext): string | null {
  const own = foldCase(next.email ?? next.userName);
  if (changes.passwordHash === null) return null;
  if (changes.signInEmail !== undefined) return changes.signInEmail === null ? null : foldCase(changes.signInEmail);
  if (before.signInEmail === null) return changes.passwordHash === undefined ? null : own;
  if (!next.owner && !next.staff) return own;
  const inStep = before.signInEmail === foldCase(before.email ?? before.userName);
  return context.integrationId === null && inStep ? own : before.signInEmail;
}

/** The columns that differ. */
export function changedColumns(before: UserEntity, next: UserEntity): Partial<UserEntity> {
  const names = (Object.keys(next) as (keyof UserEntity)[]).filter((name) => !isDeepStrictEqual(before[name], next[name]));
  return Object.fromEntries(names.map((name) => [name, next[name]]));
}
