import type { Session } from '../api/models.js';

/** Whether the pages of an account are there for somebody: a member has a session and nothing else. The service decides again on each request. */
export function mayAdminister({ role, staff }: Pick<Session, 'role' | 'staff'>): boolean {
  return staff || role !== 'member';
}

/** Whether somebody may do what only an owner or staff may, in this session. */
export function mayOverrule({ role, staff }: Pick<Session, 'role' | 'staff'>): boolean {
  return staff || role === 'owner';
}
