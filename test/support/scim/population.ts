import { foldCase } from '@app/kernel';
import { primaryEmail, primaryEntry, type MultiValue, type UserResource } from '@app/scim';
import type { TestRow } from '../insert-rows.js';

/** A user of a test, as a provisioning client would have sent it. */
export type Sample = Omit<UserResource, 'schemas' | 'id' | 'meta'>;

export interface SampleGroup {
  readonly displayName: string;
  /** Positions of users and of groups. */
  readonly users: readonly number[];
  readonly groups: readonly number[];
}

export const ACCOUNT = 'account-1';
export const INTEGRATION = 'integration-1';
export const userId = (position: number): string => `user-${position}`;
export const groupId = (position: number): string => `group-${position}`;

const account = { id: ACCOUNT, name: 'A', sso_required: false, preferences: '{}', created_at: 0, updated_at: 0 };
const integration = {
  id: INTEGRATION,
  account_id: ACCOUNT,
  provider: 'okta',
  name: 'Okta',
  entity_id: 'e',
  unique_identifier: 'u',
  provided: '{}',
  options: '{}',
  scim_enabled: true,
  version: 1,
  created_at: 0,
  updated_at: 0,
};

/** The rows of an account with these users and groups. */
export function populationOf(users: readonly Sample[], groups: readonly SampleGroup[]): Record<string, readonly TestRow[]> {
  const externalIds = users.flatMap(({ externalId }, position) =>
    externalId === undefined ? [] : [{ integration_id: INTEGRATION, resource_id: userId(position), value: externalId }],
  );
  return {
    accounts: [account],
    integrations: [integration],
    users: users.map(userRow),
    user_emails: users.flatMap(emailRows),
    user_identifiers: users.flatMap(identifierRows),
    external_ids: externalIds,
    groups: groups.map(({ displayName }, position) => ({
      id: groupId(position),
      account_id: ACCOUNT,
      display_name: displayName,
      display_name_folded: foldCase(displayName),
      version: position + 1,
      created_at: 1_000_000 * position,
      updated_at: 1_000_000 * position + 500,
    })),
    group_members: groups.flatMap((group, position) => [
      ...group.users.map((member) => ({ group_id: groupId(position), member_id: userId(member), is_group: false })),
      ...group.groups.map((member) => ({ group_id: groupId(position), member_id: groupId(member), is_group: true })),
    ]),
    resource_counts: [...counts('user', users.length), ...counts('group', groups.length)],
  };
}

/** By blocks of 4,096 sequence numbers, which begin at 1 in a database of a test. */
function counts(kind: 'user' | 'group', total: number): TestRow[] {
  const blocks = new Map<number, number>();
  for (let sequence = 1; sequence <= total; sequence += 1) blocks.set(sequence >> 12, (blocks.get(sequence >> 12) ?? 0) + 1);
  return [...blocks].map(([block, count]) => ({ account_id: ACCOUNT, kind, block, total: count }));
}

function userRow(user: Sample, position: number): TestRow {
  return {
    id: userId(position),
    account_id: ACCOUNT,
    user_name: user.userName ?? '',
    user_name_folded: foldCase(user.userName ?? ''),
    email: primaryEmail(user) ?? null,
    given_name: user.name?.givenName ?? null,
    family_name: user.name?.familyName ?? null,
    display_name: user.displayName ?? null,
    active: user.active ?? true,
    owner: false,
    admin: user.moovingon_ai_admin ?? false,
    staff: false,
    first_phone: user.firstPhone ?? null,
    second_phone: user.secondPhone ?? null,
    hidden_from_scim: false,
    attributes: JSON.stringify(documentOf(user)),
    version: position + 1,
    created_at: Date.UTC(2026, 0, 1 + position),
    updated_at: Date.UTC(2026, 1, 1 + position, 0, 0, 0, position),
  };
}

function documentOf(user: Sample): Record<string, unknown> {
  const { userName: _u, name, displayName: _d, active: _a, moovingon_ai_admin: _m, firstPhone: _f, secondPhone: _s, externalId: _x, ...rest } = user;
  const { givenName: _g, familyName: _n, ...otherNames } = name ?? {};
  return { ...rest, ...(Object.keys(otherNames).length > 0 ? { name: otherNames } : {}) };
}

function emailRows({ emails = [] }: Sample, user: number): TestRow[] {
  const effective = primaryEntry(emails);
  return emails.map((email, position) => emailRow(email, email === effective, user, position));
}

function emailRow({ value = '', type, display }: MultiValue, primary: boolean, user: number, position: number): TestRow {
  return {
    user_id: userId(user),
    position,
    account_id: ACCOUNT,
    value,
    value_folded: foldCase(value),
    type: type ?? null,
    display: display ?? null,
    primary,
  };
}

function identifierRows(user: Sample, position: number): TestRow[] {
  const values = new Set([user.userName ?? '', primaryEmail(user) ?? user.userName ?? ''].map(foldCase));
  return [...values].map((value) => ({ account_id: ACCOUNT, value, user_id: userId(position) }));
}
