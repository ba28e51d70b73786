import type { AdministrationContext } from '../users/person.js';
import type { Caller } from './caller.js';

/** What a caller of the admin API changes in an account, with his rights. */
export function administrationBy({ role, staff, scopes, actor }: Caller, accountId: string): AdministrationContext {
  return { accountId, integrationId: null, rights: { role, staff, scopes }, actor };
}
