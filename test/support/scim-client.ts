import { randomUUID } from 'node:crypto';
import { systemActor } from '@app/audit';
import { ScimCredentialIssuer, newScimUsername } from '@app/credentials';
import { CreateAccount } from '@app/directory';
import { AccountRepository, type IntegrationEntity, IntegrationRepository, UnitOfWork } from '@app/persistence';
import { SecretSealer } from '@app/kernel';
import type { TestService } from './start-service.js';

export interface ScimAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed; undefined where there is no body. Tests look into it as they expect it to be. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** An account with an integration whose SCIM is on, and a client with its credentials. */
export interface TestClient {
  readonly accountId: string;
  readonly integrationId: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ScimAnswer>;
  get(path: string, headers?: Record<string, string>): Promise<ScimAnswer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<ScimAnswer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<ScimAnswer>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<ScimAnswer>;
  delete(path: string, headers?: Record<string, string>): Promise<ScimAnswer>;
}

/** Of every account that {@link scimClient} makes. */
export const OWNER_EMAIL = 'owner@customer.example';

export const OKTA_HEADERS = { 'user-agent': 'Okta SCIM Client 1.0.0', accept: 'application/scim+json', 'content-type': 'application/scim+json; charset=utf-8' };

/** A further integration of an account, or (without one) of a new account. */
export async function scimClient(service: TestService, account?: { accountId: string }, scimEnabled = true): Promise<TestClient> {
  const accountId = account?.accountId ?? (await newAccount(service));
  const get = <T>(token: abstract new (...parameters: never[]) => T): T => service.app.get(token as never, { strict: false });
  const issuer = get(ScimCredentialIssuer);
  const generated = await issuer.generate();
  const id = randomUUID();
  const username = newScimUsername();
  await get(UnitOfWork).run(async (tx) => {
    await get(IntegrationRepository).insert(tx, { ...integration, id, accountId, uniqueIdentifier: id, scimUsername: username, scimEnabled });
    await issuer.issue(tx, id, generated, 0);
  });
  const sealer = get(SecretSealer);
  const secret = (kind: string) => {
    const found = generated.find((credential) => credential.kind === kind);
    return sealer.open(found?.sealedSecret as string, `scim_credentials/${found?.id}/sealed_secret`);
  };
  const [password, token] = [secret('password'), secret('token')];
  return { accountId, integrationId: id, username, password, token, ...clientOf(service.url, username, password) };
}

export function clientOf(url: string, username: string, password: string) {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ScimAnswer> => {
    const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const sent = new Headers({ ...OKTA_HEADERS, authorization, ...headers });
    if (body === undefined) sent.delete('content-type');
    const response = await fetch(`${url}/api/scim/v2${path}`, { method, headers: sent, ...content });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    send,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body: unknown, headers?: Record<string, string>) => send('POST', path, body, headers),
    put: (path: string, body: unknown, headers?: Record<string, string>) => send('PUT', path, body, headers),
    patch: (path: string, body: unknown, headers?: Record<string, string>) => send('PATCH', path, body, headers),
    delete: (path: string, headers?: Record<string, string>) => send('DELETE', path, undefined, headers),
  };
}

/** An account with nobody in it but its owner. Its brake lets everybody go: most suites deactivate all whom they make, and it has suites of its own. */
async function newAccount(service: TestService): Promise<string> {
  const name = `Account ${randomUUID()}`;
  const owner = { email: OWNER_EMAIL, password: 'correct horse battery', givenName: 'Account', familyName: 'Owner' };
  const { account } = await service.app.get(CreateAccount, { strict: false }).create({ name, owner }, systemActor);
  const preferences = { deprovisioningLimit: { percent: 100 } };
  await service.app.get(UnitOfWork, { strict: false }).run((tx) => service.app.get(AccountRepository, { strict: false }).update(tx, account.id, { preferences }));
  return account.id;
}

const integration: Omit<IntegrationEntity, 'id' | 'accountId' | 'uniqueIdentifier' | 'scimUsername' | 'scimEnabled'> = {
  provider: 'okta',
  name: 'Okta',
  entityId: 'https://identity.example/sso/acs/x',
  issuer: null,
  metadataUrl: null,
  metadataXml: null,
  metadataReadAt: null,
  provided: { singleSignOn: [], singleLogout: [], wantAuthnRequestsSigned: false, nameIdFormats: [], validUntil: null },
  options: {},
  verifiedAt: 1,
  version: 1,
  createdAt: 1,
  updatedAt: 1,
};
