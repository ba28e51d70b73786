import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import type { Delivery } from './api/models.js';
import type { AuditFilter } from './audit/audit-queries.js';
import { ErrorPage } from './components/error-page.js';
import { NotFoundPage } from './components/not-found-page.js';
import { PageLoading } from './components/page-loading.js';
import { Shell } from './layout/shell.js';
import { readOwnPath } from './session/own-path.js';
import { sessionQuery } from './session/session-query.js';

interface Context {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Search): { returnTo?: string | undefined } => ({ returnTo: readOwnPath(search.returnTo) }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.query(sessionQuery).catch(() => null);
    if (session) throw redirect({ href: search.returnTo ?? '/' });
  },
  component: lazyRouteComponent(() => import('./session/sign-in-page.js'), 'SignInPage'),
});

/** By a link, without an account. */
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup/setup-page.js'), 'SetupPage'),
});

/** Everything behind the sign-in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query(sessionQuery);
    if (!session) throw redirect({ to: '/sign-in', search: { returnTo: location.href === '/' ? undefined : location.href } });
    return { session };
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./session/home-page.js'), 'HomePage'),
});

const password = createRoute({
  getParentRoute: () => signedIn,
  path: '/password',
  component: lazyRouteComponent(() => import('./session/password-page.js'), 'PasswordPage'),
});

const security = createRoute({
  getParentRoute: () => signedIn,
  path: '/second-factors',
  component: lazyRouteComponent(() => import('./security/security-page.js'), 'SecurityPage'),
});

const refusals = createRoute({
  getParentRoute: () => signedIn,
  path: '/refusals',
  validateSearch: (search: Search): { reference?: string | undefined } => ({ reference: textOf(search.reference) }),
  component: lazyRouteComponent(() => import('./refusals/refusals-page.js'), 'RefusalsPage'),
});

const serviceKeys = createRoute({
  getParentRoute: () => signedIn,
  path: '/service-keys',
  component: lazyRouteComponent(() => import('./service-keys/service-keys-page.js'), 'ServiceKeysPage'),
});

const accounts = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./accounts/accounts-page.js'), 'AccountsPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/$accountId',
});

const accountStart = createRoute({
  getParentRoute: () => account,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/accounts/$accountId/settings/integrations', params });
  },
});

const people = createRoute({
  getParentRoute: () => account,
  path: '/people',
  validateSearch: (search: Search): { who?: string | undefined } => ({ who: textOf(search.who) }),
  component: lazyRouteComponent(() => import('./people/people-page.js'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => account,
  path: '/people/$userId',
  component: lazyRouteComponent(() => import('./people/person-page.js'), 'PersonPage'),
});

const groups = createRoute({
  getParentRoute: () => account,
  path: '/groups',
  validateSearch: (search: Search): { name?: string | undefined } => ({ name: textOf(search.name) }),
  component: lazyRouteComponent(() => import('./groups/groups-page.js'), 'GroupsPage'),
});

const group = createRoute({
  getParentRoute: () => account,
  path: '/groups/$groupId',
  component: lazyRouteComponent(() => import('./groups/group-page.js'), 'GroupPage'),
});

const settings = {
  account: createRoute({
    getParentRoute: () => account,
    path: '/settings/account',
    component: lazyRouteComponent(() => import('./accounts/account-page.js'), 'AccountPage'),
  }),
  apiKeys: createRoute({
    getParentRoute: () => account,
    path: '/settings/api-keys',
    component: lazyRouteComponent(() => import('./api-keys/api-keys-page.js'), 'ApiKeysPage'),
  }),
  audit: createRoute({
    getParentRoute: () => account,
    path: '/settings/audit',
    validateSearch: ({ action, actorId, subjectId, integrationId, from, to }: Search): AuditFilter => ({
      ...{ action: textOf(action), actorId: textOf(actorId), subjectId: textOf(subjectId), integrationId: textOf(integrationId) },
      ...{ from: textOf(from), to: textOf(to) },
    }),
    component: lazyRouteComponent(() => import('./audit/audit-page.js'), 'AuditPage'),
  }),
  webhooks: createRoute({
    getParentRoute: () => account,
    path: '/settings/webhooks',
    component: lazyRouteComponent(() => import('./webhooks/webhooks-page.js'), 'WebhooksPage'),
  }),
  webhook: createRoute({
    getParentRoute: () => account,
    path: '/settings/webhooks/$webhookId',
    validateSearch: (search: Search): { event?: string | undefined; state?: Delivery['state'] | undefined } => ({ event: textOf(search.event), state: stateOf(search.state) }),
    component: lazyRouteComponent(() => import('./webhooks/webhook-page.js'), 'WebhookPage'),
  }),
  integrations: createRoute({
    getParentRoute: () => account,
    path: '/settings/integrations',
    component: lazyRouteComponent(() => import('./integrations/integrations-page.js'), 'IntegrationsPage'),
  }),
  catalogue: createRoute({
    getParentRoute: () => account,
    path: '/settings/integrations/add',
    component: lazyRouteComponent(() => import('./integrations/catalogue-page.js'), 'CataloguePage'),
  }),
  adding: createRoute({
    getParentRoute: () => account,
    path: '/settings/integrations/add/$provider',
    component: lazyRouteComponent(() => import('./integrations/add-integration-page.js'), 'AddIntegrationPage'),
  }),
};

const integration = createRoute({ getParentRoute: () => account, path: '/settings/integrations/$integrationId' });

const ofIntegration = {
  overview: createRoute({
    getParentRoute: () => integration,
    path: '/',
    component: lazyRouteComponent(() => import('./integrations/overview-page.js'), 'OverviewPage'),
  }),
  guide: createRoute({
    getParentRoute: () => integration,
    path: '/guide',
    component: lazyRouteComponent(() => import('./integrations/guide-page.js'), 'GuidePage'),
  }),
  signIns: createRoute({
    getParentRoute: () => integration,
    path: '/sign-ins',
    validateSearch: (search: Search): { attempt?: string | undefined } => ({ attempt: textOf(search.attempt) }),
    component: lazyRouteComponent(() => import('./integrations/sign-ins-page.js'), 'SignInsPage'),
  }),
  provisioning: createRoute({
    getParentRoute: () => integration,
    path: '/provisioning',
    validateSearch: (search: Search): { request?: string | undefined } => ({ request: textOf(search.request) }),
    component: lazyRouteComponent(() => import('./integrations/provisioning-page.js'), 'ProvisioningPage'),
  }),
  identities: createRoute({
    getParentRoute: () => integration,
    path: '/identities',
    validateSearch: ({ all }: Search): { all?: boolean | undefined } => ({ all: all === true || undefined }),
    component: lazyRouteComponent(() => import('./integrations/identities-page.js'), 'IdentitiesPage'),
  }),
  rehearsal: createRoute({
    getParentRoute: () => integration,
    path: '/rehearsal',
    component: lazyRouteComponent(() => import('./integrations/rehearsal-page.js'), 'RehearsalPage'),
  }),
  edit: createRoute({
    getParentRoute: () => integration,
    path: '/edit',
    component: lazyRouteComponent(() => import('./integrations/edit-page.js'), 'EditPage'),
  }),
};

const routeTree = root.addChildren([
  signIn,
  setup,
  signedIn.addChildren([
    home,
    password,
    security,
    refusals,
    serviceKeys,
    accounts,
    account.addChildren([accountStart, people, person, groups, group, ...Object.values(settings), integration.addChildren(Object.values(ofIntegration))]),
  ]),
]);

type Search = Record<string, unknown>;

/** What stands in an address, as far as it is a text. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function stateOf(value: unknown): Delivery['state'] | undefined {
  return value === 'pending' || value === 'delivered' || value === 'failed' ? value : undefined;
}

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    // Kept in the browser: the path alone, as what follows # may be a token.
    getScrollRestorationKey: ({ pathname }) => pathname,
    defaultErrorComponent: ErrorPage,
    defaultPendingComponent: PageLoading,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
