import type { Member, MembershipChange, ScimDialect } from './dialect.js';
import { oktaWizard } from './okta-wizard.js';
import { patchOp, type ScimRequest } from './wire.js';

/**
 * Applications of Okta's catalogue (OIN) and the SCIM template apps: profiles by PUT as the wizard's, but PATCH for
 * activation, deactivation and groups.
 */
export const oktaCatalogue: ScimDialect = {
  ...oktaWizard,
  key: 'okta-catalogue',
  name: 'Okta, catalogue application (PATCH)',
  async deactivateUser(send, id) {
    await send(activeRequest(id, false));
  },
  async reactivateUser(send, id) {
    await send(activeRequest(id, true));
  },
  async changeMembers(send, change) {
    await send(membersRequest(change));
  },
  async renameGroup(send, groupId, name) {
    await send(groupPatch(groupId, [nameOperation(groupId, name)]));
  },
};

export function activeRequest(id: string, active: boolean): ScimRequest {
  return {
    method: 'PATCH',
    path: `/Users/${encodeURIComponent(id)}`,
    body: patchOp([{ op: 'replace', value: { active } }]),
  };
}

/** The name goes with every membership change. Where nothing but the whole is known (*Push now*), the members are replaced, also with `[]`. */
export function membersRequest({ groupId, name, all, added, removed }: MembershipChange): ScimRequest {
  const operations: object[] = [nameOperation(groupId, name)];
  for (const { id } of removed) operations.push({ op: 'remove', path: `members[value eq "${id}"]` });
  if (added.length > 0) operations.push({ op: 'add', path: 'members', value: added.map(memberEntry) });
  if (added.length + removed.length === 0)
    operations.push({ op: 'replace', path: 'members', value: all.map(memberEntry) });
  return groupPatch(groupId, operations);
}

function nameOperation(groupId: string, displayName: string): object {
  return { op: 'replace', value: { id: groupId, displayName } };
}

function groupPatch(groupId: string, operations: readonly object[]): ScimRequest {
  return { method: 'PATCH', path: `/Groups/${encodeURIComponent(groupId)}`, body: patchOp(operations) };
}

function memberEntry({ id, display }: Member): object {
  return { value: id, display };
}
