import type { AppUser } from '../org/app-user.js';
import type { Member, ScimDialect } from './dialect.js';
import { mergeIntoRepresentation } from './merge.js';
import {
  createGroupRequest,
  createUserRequest,
  firstMatch,
  lookUpGroup,
  lookUpUser,
  mappedAttributes,
  OKTA_HEADERS,
  resourceRequest,
  TEST_REQUEST,
} from './okta-requests.js';
import { listOf, resourceOf, type ScimRequest, type ScimResource, type Send } from './wire.js';

/**
 * Applications made with the App Integration Wizard, such as the guide's: only PUT, for users and groups alike, and every
 * PUT is the service's own representation with the change laid over it.
 */
export const oktaWizard: ScimDialect = {
  key: 'okta-wizard',
  name: 'Okta, App Integration Wizard (PUT)',
  headers: OKTA_HEADERS,
  async testConnection(send) {
    listOf(await send(TEST_REQUEST));
  },
  findUser: (send, user) => firstMatch(send, lookUpUser(user.userName)),
  createUser: async (send, user) => resourceOf(await send(createUserRequest(user))),
  updateUser: (send, id, user) => getMergePut(send, 'Users', id, updateAttributes(user)),
  deactivateUser: (send, id) => getMergePut(send, 'Users', id, { active: false }),
  reactivateUser: (send, id) => getMergePut(send, 'Users', id, { active: true }),
  findGroup: (send, name) => firstMatch(send, lookUpGroup(name)),
  createGroup: async (send, name) => resourceOf(await send(createGroupRequest(name))),
  changeMembers: (send, { groupId, name, all }) =>
    putGroup(send, groupId, { displayName: name, members: all.map(memberEntry) }),
  renameGroup: (send, groupId, name) => putGroup(send, groupId, { displayName: name }),
  async deleteGroup(send, groupId) {
    await send(resourceRequest('DELETE', 'Groups', groupId));
  },
};

export function updateAttributes(user: AppUser): Record<string, unknown> {
  return { ...mappedAttributes(user), externalId: user.oktaId, active: true };
}

export function putRequest(kind: 'Users' | 'Groups', merged: ScimResource): ScimRequest {
  return { method: 'PUT', path: `/${kind}/${encodeURIComponent(merged.id)}`, body: merged };
}

export async function getMergePut(
  send: Send,
  kind: 'Users',
  id: string,
  mapped: Record<string, unknown>,
): Promise<void> {
  const current = resourceOf(await send(resourceRequest('GET', kind, id)));
  await send(putRequest(kind, mergeIntoRepresentation(current, mapped)));
}

/** A group's members are replaced as a whole, never merged. */
async function putGroup(send: Send, id: string, replaced: Record<string, unknown>): Promise<void> {
  const current = resourceOf(await send(resourceRequest('GET', 'Groups', id)));
  await send(putRequest('Groups', { ...current, ...replaced }));
}

/** `type` is missing and `display` is null where Okta does not know it. */
function memberEntry({ id, display }: Member): object {
  return { value: id, display: display || null };
}
