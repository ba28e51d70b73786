import { ApiClient } from './api-client.js';
import { SamlIdentityProvider } from './saml-identity-provider.js';
import { clientOf } from './scim-client.js';

export type ScimCalls = ReturnType<typeof clientOf>;

/** The first account, set up by HTTP alone: its owner, an integration with SCIM switched on, and a webhook where there is a receiver. */
export interface Customer {
  readonly owner: ApiClient;
  readonly accountId: string;
  /** Below the service's address. */
  readonly accountPath: string;
  readonly integrationId: string;
  readonly identityProvider: SamlIdentityProvider;
  readonly audience: string;
  readonly scim: ScimCalls;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly webhook: { readonly id: string; readonly secret: string } | undefined;
  /** The integration's client at another instance. */
  scimAt(url: string, password?: string): ScimCalls;
}

/** Its brake lets everybody go, as it has suites of its own. */
export async function setUpCustomer(url: string, { webhookUrl, limit = { percent: 100 } }: { webhookUrl?: string; limit?: object } = {}): Promise<Customer> {
  const [owner, identityProvider] = await Promise.all([ApiClient.signIn(url), SamlIdentityProvider.create()]);
  const accountId = (owner.session as { account: { id: string } }).account.id;
  const accountPath = `/api/v1/accounts/${accountId}`;
  await owner.patch(accountPath, { preferences: { deprovisioningLimit: limit } });
  const entityId = `${url}/sso/acs/customer`;
  const integration = (await owner.post(`${accountPath}/integrations`, { provider: 'okta', name: 'Okta', entityId, metadataXml: identityProvider.metadata() })).body;
  const switched = await owner.put(`${accountPath}/integrations/${integration.id}/scim`, { enabled: true, force: true });
  if (switched.status !== 200) throw new Error(`SCIM could not be switched on: ${JSON.stringify(switched.body)}`);
  const { username, password } = switched.body.scim as { username: string; password: string };
  const webhook = webhookUrl === undefined ? undefined : (await owner.post(`${accountPath}/webhooks`, { name: 'CRM', url: webhookUrl })).body;
  const scimAt = (address: string, other = password) => clientOf(address, username, other);
  return { owner, accountId, accountPath, integrationId: integration.id, identityProvider, audience: entityId, scim: scimAt(url), credentials: { username, password }, webhook, scimAt };
}
