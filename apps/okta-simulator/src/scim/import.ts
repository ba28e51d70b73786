import { listOf, query, ScimFailure, type ScimResource, type Send } from './wire.js';

const PAGE = 100;

/** Okta's import: pages of 100 from 1 on until `totalResults` resources were seen. */
export async function importAll(send: Send, kind: 'Users' | 'Groups'): Promise<ScimResource[]> {
  const found: ScimResource[] = [];
  for (;;) {
    const page = listOf(
      await send({ method: 'GET', path: `/${kind}${query({ startIndex: found.length + 1, count: PAGE })}` }),
    );
    const resources = page.Resources ?? [];
    found.push(...resources);
    if (found.length >= page.totalResults) return found;
    if (resources.length === 0)
      throw new ScimFailure(
        200,
        `The list of ${kind} ends after ${found.length} of ${page.totalResults}: expected up to ${PAGE} more, received none`,
      );
  }
}
