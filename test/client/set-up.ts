import createClient, { type Client, type Middleware } from 'openapi-fetch';
// Made from openapi.json by `openapi-typescript`, as a customer would; the test makes it and has tsc check this file against it.
import type { paths } from './schema.js';

/** What this program reads: the audit trail is there as CSV too, and refusals of a sign-in as pages. */
type Json = `application/${string}json`;

export interface SetUp {
  /** PUBLIC_URL. */
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly uniqueIdentifier: string;
  /** What Okta shows under SAML 2.0. */
  readonly metadataXml: string;
  /** Who clicks on the tile in Okta's dashboard. */
  readonly person: { readonly email: string; readonly givenName: string; readonly familyName: string };
  /** Okta's response for the tile, as the browser is made to post it: base64. */
  clickTile(integration: { acsUrl: string; audience: string }): Promise<string>;
}

export interface Outcome {
  readonly refusedBefore: string;
  readonly refusedPerson: string;
  readonly signedInTo: string;
  readonly status: string;
  readonly provisioned: { readonly userName: string; readonly admin: boolean | undefined; readonly phone: string | undefined };
  readonly members: number;
  readonly actions: readonly string[];
}

/** The customers' guide from the sign-in of the administrator to the last SCIM call, with nothing but the generated client. */
export async function setUp(order: SetUp): Promise<Outcome> {
  const api = createClient<paths, Json>({ baseUrl: order.url });
  api.use(withCookie());

  const session = await must(api.POST('/api/v1/session', { body: { email: order.email, password: order.password } }));
  const account = { accountId: session.account.id };

  const catalogue = await must(api.GET('/api/v1/identity-providers', { params: { query: { search: 'okta' } } }));
  const provider = catalogue.items[0]?.key ?? 'none';
  const entityId = `${order.url}/sso/acs/${order.uniqueIdentifier}`;
  const added = await must(api.POST('/api/v1/accounts/{accountId}/integrations', { params: { path: account }, body: { provider, entityId, metadataXml: order.metadataXml } }));
  const integration = { ...account, id: added.id };

  const early = await api.PUT('/api/v1/accounts/{accountId}/integrations/{id}/scim', { params: { path: integration }, body: { enabled: true } });
  const stranger = await postResponse(order, added);
  await must(api.POST('/api/v1/accounts/{accountId}/users', { params: { path: account }, body: { email: order.person.email, givenName: order.person.givenName } }));
  const signedIn = await postResponse(order, added);
  const verified = await must(api.GET('/api/v1/accounts/{accountId}/integrations/{id}', { params: { path: integration } }));

  await must(api.PUT('/api/v1/accounts/{accountId}/integrations/{id}/scim', { params: { path: integration }, body: { enabled: true } }));
  const { scim } = await must(api.GET('/api/v1/accounts/{accountId}/integrations/{id}', { params: { path: integration } }));
  const provisioning = await provision(order, `${scim.username}:${scim.password}`);

  const audit = await must(api.GET('/api/v1/accounts/{accountId}/audit-events', { params: { path: account, query: { integrationId: integration.id, limit: 200 } } }));
  return {
    refusedBefore: codeOf(early.error),
    refusedPerson: codeOf(stranger.error),
    signedInTo: signedIn.response.headers.get('location') ?? 'nowhere',
    status: verified.status,
    ...provisioning,
    actions: audit.items.map(({ action }) => action).reverse(),
  };
}

/** What the browser does at the end of a click on the tile; a browser of its own, without the administrator's cookie. */
async function postResponse({ url, clickTile }: SetUp, integration: { acsUrl?: string | null; audience?: string | null; relayState?: string | null }) {
  const { acsUrl, audience, relayState } = integration;
  const browser = createClient<paths, Json>({ baseUrl: url });
  const body = { SAMLResponse: await clickTile({ acsUrl: String(acsUrl), audience: String(audience) }), RelayState: String(relayState) };
  return browser.POST('/sso/acs', { body, bodySerializer: (fields) => String(new URLSearchParams(fields)), headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }, redirect: 'manual' });
}

/** What Okta's provisioning asks for, as far as it stands in the description: a look-up, the person, his phones and rights, a group. */
async function provision({ url, person }: SetUp, credentials: string): Promise<Pick<Outcome, 'provisioned' | 'members'>> {
  const scim = createClient<paths, Json>({ baseUrl: url, headers: { authorization: `Basic ${btoa(credentials)}`, 'content-type': 'application/scim+json' } });
  await must(scim.GET('/api/scim/v2/ServiceProviderConfig'));
  const found = await must(scim.GET('/api/scim/v2/Users', { params: { query: { filter: `email eq "${person.email}"`, count: 10 } } }));
  const [known] = found.Resources as { id: string }[];
  const id = String(known?.id);
  const name = { givenName: person.givenName, familyName: person.familyName };
  const emails = [{ value: person.email, primary: true, type: 'work' }];
  await must(scim.PUT('/api/scim/v2/Users/{id}', { params: { path: { id } }, body: { schemas: [USER], userName: person.email, name, emails, externalId: '00u1', firstPhone: '+12125550123' } }));
  const changed = await must(scim.PATCH('/api/scim/v2/Users/{id}', { params: { path: { id } }, body: { schemas: [PATCH], Operations: [{ op: 'replace', value: { moovingon_ai_admin: true } }] } }));
  await must(scim.POST('/api/scim/v2/Users', { body: { schemas: [USER], userName: 'grace@acme.example' } }));
  const group = await must(scim.POST('/api/scim/v2/Groups', { body: { schemas: [GROUP], displayName: 'Administrators', members: [{ value: id }] } }));
  const shown = await must(scim.GET('/api/scim/v2/Groups/{id}', { params: { path: { id: group.id } } }));
  return { provisioned: { userName: changed.userName ?? 'nobody', admin: changed.moovingon_ai_admin, phone: changed.firstPhone ?? undefined }, members: shown.members?.length ?? 0 };
}

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A browser's jar with one cookie in it. */
function withCookie(): Middleware {
  let cookie: string | undefined;
  return {
    onRequest: ({ request }) => {
      if (cookie !== undefined) request.headers.set('cookie', cookie);
    },
    onResponse: ({ response }) => {
      cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie;
    },
  };
}

type Answer<Data> = Promise<{ data?: Data; error?: unknown; response: Response }>;

async function must<Data>(call: Answer<Data>): Promise<Data> {
  const { data, error, response } = await call;
  if (data !== undefined) return data;
  throw new Error(`${response.url}: ${response.status} ${JSON.stringify(error)}`);
}

function codeOf(error: { code?: string } | undefined): string {
  return error?.code ?? 'none';
}

/** Held by tsc alone: what the description does not know, the client does not take. */
export function mistakes(api: Client<paths, Json>): void {
  // @ts-expect-error -- there is no such address
  void api.GET('/api/v1/nothing');
  // @ts-expect-error -- nor such a method of one
  void api.DELETE('/api/v1/accounts/{accountId}/audit-events', { params: { path: { accountId: 'a' } } });
  // @ts-expect-error -- the provider is required
  void api.POST('/api/v1/accounts/{accountId}/integrations', { params: { path: { accountId: 'a' } }, body: { entityId: 'x' } });
  // @ts-expect-error -- a role that is none
  void api.POST('/api/v1/accounts/{accountId}/users', { params: { path: { accountId: 'a' } }, body: { role: 'king' } });
}
