/** What may be done; each route names one. */
export const permissions = [
  'account.read',
  'account.write',
  'accounts.manage',
  'api-keys.manage',
  'api-keys.read',
  'audit.read',
  'integrations.force',
  'integrations.read',
  'integrations.write',
  'owners.manage',
  'refusals.read',
  'service-keys.manage',
  'service-keys.read',
  'sign-in-codes.exchange',
  'staff.manage',
  'users.read',
  'users.write',
  'webhooks.read',
  'webhooks.write',
] as const;

export type Permission = (typeof permissions)[number];

export type Role = 'member' | 'admin' | 'owner';

/** What an API key is good for. */
export const apiKeyScopes = ['all', 'read', 'integrations', 'users'] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

const ofAdmins: readonly Permission[] = [
  'account.read',
  'api-keys.manage',
  'api-keys.read',
  'audit.read',
  'integrations.read',
  'integrations.write',
  'sign-in-codes.exchange',
  'users.read',
  'users.write',
  'webhooks.read',
  'webhooks.write',
];
const ofOwners: readonly Permission[] = [...ofAdmins, 'account.write', 'integrations.force', 'owners.manage'];

/** The table: what each role may do in its own account. A member has a session and nothing else. */
const byRole: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  member: new Set(),
  admin: new Set(ofAdmins),
  owner: new Set(ofOwners),
};

/** Staff may do everything, in every account. */
const ofStaff: ReadonlySet<Permission> = new Set(permissions);

/** What a key's scope lets through of what its user may do; a session has the scope `all`. */
const byScope: Readonly<Record<ApiKeyScope, ReadonlySet<Permission>>> = {
  all: new Set(permissions),
  read: new Set(permissions.filter((permission) => permission.endsWith('.read') || permission === 'sign-in-codes.exchange')),
  integrations: new Set(['account.read', 'integrations.force', 'integrations.read', 'integrations.write']),
  users: new Set(['account.read', 'users.read', 'users.write']),
};

/** Whether somebody with these rights may do it: his role (or being staff) and one of the scopes have to allow it. */
export function isPermitted(rights: { role: Role; staff: boolean; scopes: readonly ApiKeyScope[] }, permission: Permission): boolean {
  const allowed = rights.staff ? ofStaff : byRole[rights.role];
  return allowed.has(permission) && rights.scopes.some((scope) => byScope[scope].has(permission));
}
