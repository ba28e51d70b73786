import type { Page, Route } from 'playwright-core';

export const DETAIL = 'Nothing fits, expected an answer, received a refusal of the tests.';
export const HINT = 'Look into the tests.';
export const REFERENCE = 'K7QM-2XW9-4HTB';

export type Failure = 404 | 403 | 500 | 'network';
export const FAILURES = [404, 500, 'network'] as const satisfies readonly Failure[];

const API = '**/api/v1/**';

/** Lets the API fail, but for who is signed in; or one address of it alone. */
export function failing(page: Page, failure: Failure, pathname?: string): Promise<unknown> {
  return page.route(API, (route) => {
    const { pathname: asked } = new URL(route.request().url());
    const isSpared = asked === '/api/v1/session' || (pathname !== undefined && asked !== pathname);
    return isSpared ? route.continue() : fail(route, failure);
  });
}

function fail(route: Route, failure: Failure): Promise<void> {
  if (failure === 'network') return route.abort();
  const body = JSON.stringify({ type: 'about:blank', title: 'Refused by the tests', status: failure, code: 'refused_by_tests', detail: DETAIL, hint: HINT, reference: REFERENCE });
  return route.fulfill({ status: failure, contentType: 'application/problem+json', body });
}

export function mended(page: Page): Promise<void> {
  return page.unroute(API);
}

/** What is missing of what a person has to be told. */
export function notTold(said: readonly string[], failure: Failure): readonly string[] {
  const told = said.join('\n');
  const expected = failure === 'network' ? ['The service does not answer', 'Wait a moment and try again.'] : [DETAIL, HINT, REFERENCE];
  return expected.filter((text) => !told.includes(text)).map((text) => `not told: ${text}`);
}
