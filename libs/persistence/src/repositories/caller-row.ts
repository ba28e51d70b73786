import { trustedSql } from '../sql.js';

/** Of a caller's user and account, what decides about his rights; read afresh for each request. */
export interface CallerRow {
  readonly userId: string;
  readonly accountId: string;
  readonly userName: string;
  readonly active: boolean;
  readonly owner: boolean;
  readonly admin: boolean;
  readonly staff: boolean;
  readonly suspended: boolean;
  readonly hidden: boolean;
  readonly ssoRequired: boolean;
}

/** Of a raw query, whose booleans are 0 and 1 on SQLite. */
export interface RawCallerRow {
  readonly user_id: string;
  readonly account_id: string;
  readonly user_name: string;
  readonly active: boolean | number;
  readonly owner: boolean | number;
  readonly admin: boolean | number;
  readonly staff: boolean | number;
  readonly suspended_at: number | string | null;
  readonly hidden_from_scim: boolean | number;
  readonly sso_required: boolean | number;
}

/** Of `users person` and `accounts account`. */
export const callerColumns = trustedSql(
  'person.id AS user_id, person.account_id, person.user_name, person.active, person.owner, person.admin, person.staff, person.suspended_at, person.hidden_from_scim, account.sso_required',
);

export function readCallerRow(row: RawCallerRow): CallerRow {
  return {
    userId: row.user_id,
    accountId: row.account_id,
    userName: row.user_name,
    active: Boolean(row.active),
    owner: Boolean(row.owner),
    admin: Boolean(row.admin),
    staff: Boolean(row.staff),
    suspended: row.suspended_at !== null,
    hidden: Boolean(row.hidden_from_scim),
    ssoRequired: Boolean(row.sso_required),
  };
}
