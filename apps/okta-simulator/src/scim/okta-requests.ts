import { randomBytes } from 'node:crypto';
import type { AppUser } from '../org/app-user.js';
import {
  CORE_GROUP,
  CORE_USER,
  equals,
  listOf,
  query,
  resourceOf,
  type ScimRequest,
  type ScimResource,
  type Send,
} from './wire.js';

/** What both kinds of Okta applications send alike (developer.okta.com, *Understanding SCIM*, Okta as client). */
export const OKTA_HEADERS: readonly [string, string][] = [
  ['User-Agent', 'Okta SCIM Client 1.0.0'],
  ['Accept', 'application/scim+json'],
  ['Accept-Encoding', 'gzip,deflate'],
];

/** *Test Connector Configuration*, and the same on every save of the page. */
export const TEST_REQUEST: ScimRequest = { method: 'GET', path: `/Users${query({ startIndex: 1, count: 2 })}` };

/** The look-up by the application username, whatever the unique identifier field says. */
export function lookUpUser(userName: string): ScimRequest {
  return { method: 'GET', path: `/Users${query({ filter: equals('userName', userName), startIndex: 1, count: 100 })}` };
}

export function lookUpGroup(name: string): ScimRequest {
  return { method: 'GET', path: `/Groups${query({ filter: equals('displayName', name), startIndex: 1, count: 100 })}` };
}

/** The mapped standard attributes, in Okta's order. */
export function mappedAttributes(user: AppUser): Record<string, unknown> {
  return {
    userName: user.userName,
    name: { givenName: user.givenName, familyName: user.familyName },
    emails: [{ primary: true, value: user.email, type: 'work' }],
    ...(user.primaryPhone ? { phoneNumbers: [{ primary: true, value: user.primaryPhone, type: 'work' }] } : {}),
    displayName: user.displayName,
    ...user.custom,
  };
}

/** `password` is a placeholder that Okta sends even where password sync is off. */
export function createUserRequest(user: AppUser, password = randomBytes(6).toString('base64url')): ScimRequest {
  return {
    method: 'POST',
    path: '/Users',
    body: {
      schemas: [CORE_USER],
      ...mappedAttributes(user),
      locale: 'en-US',
      externalId: user.oktaId,
      groups: [],
      password,
      active: true,
    },
  };
}

export function createGroupRequest(name: string): ScimRequest {
  return { method: 'POST', path: '/Groups', body: { schemas: [CORE_GROUP], displayName: name, members: [] } };
}

export function resourceRequest(method: 'GET' | 'DELETE', kind: 'Users' | 'Groups', id: string): ScimRequest {
  return { method, path: `/${kind}/${encodeURIComponent(id)}` };
}

/** The first match of a look-up; none is `200` with an empty list, and Okta takes nothing else for it. */
export async function firstMatch(send: Send, request: ScimRequest): Promise<ScimResource | undefined> {
  const [match] = listOf(await send(request)).Resources ?? [];
  return match === undefined ? undefined : resourceOf(match);
}
