import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { accountQuery } from './accounts/account-queries.js';
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
  validateSearch: (search) => ({ returnTo: readOwnPath(search.returnTo) }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.query(sessionQuery).catch(() => null);
    if (session) throw redirect({ href: search.returnTo ?? '/' });
  },
  component: lazyRouteComponent(() => import('./session/sign-in-page.js'), 'SignInPage'),
});

/** Everything behind the sign-in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query(sessionQuery);
    if (!session) throw redirect({ to: '/sign-in', search: { returnTo: location.href === '/' ? undefined : location.href } });
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./session/home-page.js'), 'HomePage'),
});

const accounts = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./accounts/accounts-page.js'), 'AccountsPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/$accountId',
  loader: ({ context, params }) => context.queryClient.query(accountQuery(params.accountId)),
});

const accountStart = createRoute({
  getParentRoute: () => account,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/accounts/$accountId/settings/integrations', params });
  },
});

const integrations = createRoute({
  getParentRoute: () => account,
  path: '/settings/integrations',
  component: lazyRouteComponent(() => import('./integrations/integrations-page.js'), 'IntegrationsPage'),
});

const routeTree = root.addChildren([signIn, signedIn.addChildren([home, accounts, account.addChildren([accountStart, integrations])])]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: ErrorPage,
    defaultPendingComponent: PageLoading,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
