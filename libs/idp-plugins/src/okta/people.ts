import type { ExportedPerson, ReadsPeople } from '@app/idp/contract';

/** A user of Okta by the names of the Okta profile (variable names), whatever it was exported as. */
type OktaProfile = Readonly<Record<string, unknown>>;

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const NAME = ['givenName', 'familyName', 'middleName', 'honorificPrefix', 'honorificSuffix'] as const;
const PLAIN = ['displayName', 'nickName', 'profileUrl', 'title', 'userType', 'preferredLanguage', 'locale', 'timezone', 'moovingon_ai_admin', 'firstPhone', 'secondPhone'] as const;
const EMPLOYMENT = ['employeeNumber', 'costCenter', 'organization', 'division', 'department'] as const;

/** Headings of Okta's CSV files (people, user accounts, password health) that are not the variable's name with blanks in it. */
const HEADINGS: Readonly<Record<string, string>> = {
  username: 'login',
  oktausername: 'login',
  userlogin: 'login',
  primaryemail: 'email',
  emailaddress: 'email',
  userid: 'id',
  oktauserid: 'id',
  oktaid: 'id',
  userstatus: 'status',
  oktauserstatus: 'status',
  accountstatus: 'status',
};

/** What Okta exports: the answer of `GET /api/v1/users` (an entry has a `profile`), and CSV files of its Admin Console. */
export const readsPeople: ReadsPeople = {
  fromJson: ({ profile, id, status }) => (isObject(profile) && hasText(profile.login ?? profile.email) ? personOf(profile, id, status) : undefined),
  fromRow: (row) => {
    const profile = Object.fromEntries(Object.entries(row).map(([heading, value]) => [variableOf(heading), value.trim()]));
    return 'login' in profile || 'email' in profile ? personOf(profile, profile.id, profile.status) : undefined;
  },
};

/**
 * As an application of the guide sends a person: the application username is the e-mail address, the rest follows Okta's own mappings.
 * Values that are empty are not sent.
 */
function personOf(profile: OktaProfile, id: unknown, status: unknown): ExportedPerson {
  const gone = typeof status === 'string' && status.toUpperCase() === 'DEPROVISIONED';
  const email = given(profile.email);
  const name = pick({ ...profile, givenName: profile.firstName, familyName: profile.lastName }, NAME);
  const employment = pick(profile, EMPLOYMENT);
  const user = {
    schemas: [CORE],
    userName: email ?? given(profile.login) ?? '',
    ...(given(id) !== undefined && { externalId: id }),
    ...(Object.keys(name).length > 0 && { name }),
    ...(email !== undefined && { emails: [{ value: email, type: 'work', primary: true }] }),
    ...pick(profile, PLAIN),
    ...(Object.keys(employment).length > 0 && { [ENTERPRISE]: employment }),
    active: !gone,
  };
  return { user, onlyWhereKnown: gone };
}

/** `First name`, `profile.firstName` and `user.firstName` are firstName. */
function variableOf(heading: string): string {
  const plain = heading.replace(/^\uFEFF/, '').replace(/^\s*(profile|user)\./i, '').replace(/[^a-z0-9]/gi, '').toLowerCase();
  return VARIABLES.get(plain) ?? HEADINGS[plain] ?? plain;
}

const VARIABLES = new Map(
  ['id', 'status', 'login', 'email', 'firstName', 'lastName', ...NAME.slice(2), ...PLAIN, ...EMPLOYMENT].map((name) => [name.replace(/[^a-z0-9]/gi, '').toLowerCase(), name]),
);

function pick(values: OktaProfile, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (given(values[name]) === undefined ? [] : [[name, values[name]]])));
}

function given(value: unknown): unknown {
  return value === null || value === '' ? undefined : value;
}

function hasText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
