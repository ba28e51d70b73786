import type { Person } from './stage.js';

const AT = '/accounts/$accountId';
const INTEGRATIONS = `${AT}/settings/integrations`;
const INTEGRATION = `${INTEGRATIONS}/$integrationId`;

export interface EmptyCase {
  /** The source file that shows it. */
  readonly file: string;
  /** What follows the address, or is typed into the search. */
  readonly query?: string;
  readonly typed?: string;
  readonly heading: string;
  /** What to do first. */
  readonly says: RegExp;
}

export interface PageCase {
  /** The heading of level one, in the account where there is one of everything. */
  readonly heading: string | RegExp;
  /** Who sees it; everybody else is refused, or asked to sign in. */
  readonly shownTo: readonly Person[];
  readonly empty?: readonly EmptyCase[];
  /** It shows nothing of the API but who is signed in. */
  readonly asksNothing?: true;
  /** What it does without and says nothing of: names, for which other words stand in. */
  readonly goesWithout?: RegExp;
}

const WHOEVER_SIGNED_IN = ['owner', 'admin', 'member', 'staff'] as const;
const ADMINISTRATORS = ['owner', 'admin', 'staff'] as const;
const STAFF = ['staff'] as const;
const NAMES_OF_INTEGRATIONS = /\/integrations$/;
const NAMES_OF_PEOPLE = /\/users\/[^/]+$/;
const ofIntegration = (empty?: readonly EmptyCase[]): PageCase => ({ heading: 'Okta', shownTo: ADMINISTRATORS, ...(empty && { empty }) });

/** What is expected of each page. A page of the router without a case here fails the spec. */
export const PAGE_CASES: Readonly<Record<string, PageCase>> = {
  '/sign-in': { heading: 'Sign in to MoovingON AI', shownTo: ['nobody'], asksNothing: true },
  '/setup': { heading: 'The link is incomplete', shownTo: ['owner', 'admin', 'member', 'staff', 'nobody'], asksNothing: true },
  '/': { heading: /^Welcome/, shownTo: WHOEVER_SIGNED_IN, asksNothing: true },
  '/password': { heading: 'Change my password', shownTo: WHOEVER_SIGNED_IN, asksNothing: true },
  '/second-factors': { heading: 'Second factors', shownTo: WHOEVER_SIGNED_IN },
  '/refusals': {
    heading: 'Refusals',
    shownTo: STAFF,
    empty: [{ file: 'refusals/refusals-page.tsx', query: '?reference=2222-3333-4444', heading: 'No refusal has this reference number', says: /^Letters and digits may be mistaken/ }],
  },
  '/service-keys': { heading: 'Service keys', shownTo: STAFF },
  '/accounts': { heading: 'Accounts', shownTo: STAFF, empty: [{ file: 'accounts/accounts-page.tsx', typed: 'no such account', heading: 'No account has this name', says: /Search for another part/ }] },
  [`${AT}/people`]: { heading: 'People', shownTo: ADMINISTRATORS, goesWithout: NAMES_OF_INTEGRATIONS, empty: [{ file: 'people/people-page.tsx', query: '?who=nobody-at-all', heading: 'Nobody fits', says: /Search for fewer words/ }] },
  [`${AT}/people/$userId`]: { heading: 'Ada Lovelace', shownTo: ADMINISTRATORS, goesWithout: NAMES_OF_INTEGRATIONS },
  [`${AT}/groups`]: { heading: 'Groups', shownTo: ADMINISTRATORS, goesWithout: NAMES_OF_INTEGRATIONS, empty: [{ file: 'groups/groups-page.tsx', heading: 'No groups yet', says: /^Push groups at the identity provider/ }] },
  [`${AT}/groups/$groupId`]: { heading: 'Operations', shownTo: ADMINISTRATORS, goesWithout: NAMES_OF_INTEGRATIONS },
  [`${AT}/settings/account`]: { heading: 'Account', shownTo: ADMINISTRATORS },
  [`${AT}/settings/api-keys`]: { heading: 'API keys', shownTo: ADMINISTRATORS, goesWithout: NAMES_OF_PEOPLE, empty: [{ file: 'api-keys/api-keys-page.tsx', heading: 'No API keys yet', says: /^A key lets a program/ }] },
  [`${AT}/settings/audit`]: { heading: 'Audit', shownTo: ADMINISTRATORS, empty: [{ file: 'audit/audit-page.tsx', query: '?action=user.deleted', heading: 'Nothing of that kind has happened', says: /Show everything/ }] },
  [`${AT}/settings/webhooks`]: { heading: 'Webhooks', shownTo: ADMINISTRATORS, empty: [{ file: 'webhooks/webhooks-page.tsx', heading: 'No webhooks yet', says: /^A webhook tells one of your systems/ }] },
  [`${AT}/settings/webhooks/$webhookId`]: { heading: 'Reports', shownTo: ADMINISTRATORS, empty: [{ file: 'webhooks/deliveries.tsx', heading: 'Nothing delivered yet', says: /^Each event of which this webhook is told/ }] },
  [INTEGRATIONS]: { heading: 'Integrations', shownTo: ADMINISTRATORS, empty: [{ file: 'integrations/integrations-page.tsx', heading: 'No identity provider yet', says: /^Add the account's identity provider/ }] },
  [`${INTEGRATIONS}/add`]: { heading: 'Add Integration', shownTo: ADMINISTRATORS, empty: [{ file: 'integrations/catalogue-page.tsx', typed: 'no such provider', heading: 'No identity provider is called that', says: /^Search for another word/ }] },
  [`${INTEGRATIONS}/add/$provider`]: { heading: 'Add Okta', shownTo: ADMINISTRATORS },
  [INTEGRATION]: ofIntegration(),
  [`${INTEGRATION}/guide`]: ofIntegration(),
  [`${INTEGRATION}/sign-ins`]: ofIntegration([{ file: 'integrations/sign-ins-page.tsx', heading: 'Nobody has tried to sign in yet', says: /^Click on MoovingON AI/ }]),
  [`${INTEGRATION}/provisioning`]: ofIntegration([{ file: 'integrations/provisioning-page.tsx', heading: 'The provisioning client has not called yet', says: /Switch it on/ }]),
  [`${INTEGRATION}/identities`]: ofIntegration([{ file: 'integrations/identities-page.tsx', heading: 'Every name matches', says: /^Nobody of this account signs in/ }]),
  [`${INTEGRATION}/rehearsal`]: ofIntegration(),
  [`${INTEGRATION}/edit`]: ofIntegration(),
};
