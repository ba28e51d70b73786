import { randomUUID } from 'node:crypto';
import type { AppUser } from '../org/app-user.js';
import type { MembershipChange, ScimDialect } from './dialect.js';
import { firstMatch, resourceRequest } from './okta-requests.js';
import {
  CORE_GROUP,
  CORE_USER,
  ENTERPRISE_USER,
  equals,
  listOf,
  patchOp,
  query,
  resourceOf,
  type ScimRequest,
} from './wire.js';

/**
 * Entra ID's provisioning service (learn.microsoft.com, *Develop and plan provisioning for a SCIM endpoint*): always
 * PATCH, capitalised operations, booleans as strings, one pathless operation with dotted keys.
 */
export const entra: ScimDialect = {
  key: 'entra',
  name: 'Entra ID (PATCH)',
  headers: [
    ['User-Agent', 'Microsoft Entra provisioning (simulated)'],
    ['Accept', 'application/scim+json'],
  ],
  /** A random user that does not exist: `200` and an empty list are expected. */
  async testConnection(send) {
    listOf(await send(lookUp(randomUUID())));
  },
  findUser: (send, user) => firstMatch(send, lookUp(user.userName)),
  createUser: async (send, user) => resourceOf(await send(createRequest(user))),
  async updateUser(send, id, user, previous) {
    await send(updateRequest(id, user, previous));
  },
  async deactivateUser(send, id) {
    await send(userPatch(id, [{ op: 'Replace', path: 'active', value: 'False' }]));
  },
  async reactivateUser(send, id) {
    await send(userPatch(id, [{ op: 'Replace', path: 'active', value: 'True' }]));
  },
  async deleteUser(send, id) {
    await send(resourceRequest('DELETE', 'Users', id));
  },
  findGroup: (send, name) =>
    firstMatch(send, {
      method: 'GET',
      path: `/Groups${query({ excludedAttributes: 'members', filter: equals('displayName', name) })}`,
    }),
  createGroup: async (send, displayName, externalId) =>
    resourceOf(
      await send({
        method: 'POST',
        path: '/Groups',
        body: { schemas: [CORE_GROUP], externalId, displayName, members: [] },
      }),
    ),
  async changeMembers(send, change) {
    for (const request of membersRequests(change)) await send(request);
  },
  async renameGroup(send, groupId, name) {
    await send(groupPatch(groupId, [{ op: 'Replace', path: 'displayName', value: name }]));
  },
  async deleteGroup(send, groupId) {
    await send(resourceRequest('DELETE', 'Groups', groupId));
  },
};

function lookUp(userName: string): ScimRequest {
  return { method: 'GET', path: `/Users${query({ filter: equals('userName', userName) })}` };
}

export function createRequest(user: AppUser): ScimRequest {
  const body = {
    schemas: [CORE_USER, ENTERPRISE_USER],
    externalId: user.oktaId,
    userName: user.userName,
    active: true,
    displayName: user.displayName,
    emails: [{ primary: true, type: 'work', value: user.email }],
    ...(user.primaryPhone ? { phoneNumbers: [{ primary: true, type: 'work', value: user.primaryPhone }] } : {}),
    meta: { resourceType: 'User' },
    name: { formatted: user.displayName, familyName: user.familyName, givenName: user.givenName },
    roles: [],
    ...user.custom,
  };
  return { method: 'POST', path: '/Users', body };
}

/**
 * The changes alone. Attributes with a value path have an operation of their own; the rest goes into one operation without
 * a path, with dotted and URN-prefixed keys. An update with nothing changed is sent with empty `Operations`.
 */
export function updateRequest(id: string, user: AppUser, previous: AppUser | undefined): ScimRequest {
  const before = previous ? attributesOf(previous) : {};
  const changed = Object.entries(attributesOf(user)).filter(([path, value]) => before[path] !== value);
  const byPath = changed.filter(([path]) => path.includes('['));
  const dotted = changed.filter(([path]) => !path.includes('['));
  const operations: object[] = byPath.map(([path, value]) => ({ op: 'Add', path, value }));
  if (dotted.length > 0) operations.push({ op: 'Replace', value: Object.fromEntries(dotted) });
  return userPatch(id, operations);
}

function attributesOf(user: AppUser): Record<string, string> {
  const attributes: Record<string, string> = {
    userName: user.userName,
    displayName: user.displayName,
    externalId: user.oktaId,
    active: 'True',
    'name.givenName': user.givenName,
    'name.familyName': user.familyName,
    'emails[type eq "work"].value': user.email,
  };
  if (user.primaryPhone) attributes['phoneNumbers[type eq "work"].value'] = user.primaryPhone;
  for (const [name, value] of Object.entries(user.custom)) attributes[`${CORE_USER}:${name}`] = text(value);
  return attributes;
}

function text(value: boolean | string): string {
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : value;
}

/** Additions in one request; each removal in its own, by value and by value path in turn, since both forms are seen. */
export function membersRequests({ groupId, added, removed, all }: MembershipChange): ScimRequest[] {
  const joining = added.length + removed.length === 0 ? all : added;
  const additions =
    joining.length > 0 ? [{ op: 'Add', path: 'members', value: joining.map(({ id }) => ({ value: id })) }] : [];
  const removals = removed.map(({ id }, index) =>
    index % 2 === 0
      ? { op: 'Remove', path: 'members', value: [{ value: id }] }
      : { op: 'Remove', path: `members[value eq "${id}"]` },
  );
  return [...additions, ...removals].map((operation) => groupPatch(groupId, [operation]));
}

function userPatch(id: string, operations: readonly object[]): ScimRequest {
  return { method: 'PATCH', path: `/Users/${encodeURIComponent(id)}`, body: patchOp(operations) };
}

function groupPatch(id: string, operations: readonly object[]): ScimRequest {
  return { method: 'PATCH', path: `/Groups/${encodeURIComponent(id)}`, body: patchOp(operations) };
}
