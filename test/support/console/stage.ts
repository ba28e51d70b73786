import type { Browser, BrowserContextOptions } from 'playwright-core';
import { systemActor } from '@app/audit';
import { GroupMembers, Groups } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { ApiClient } from '../api-client.js';
import { builtConsole, launchBrowser, newVisitor, type Visitor } from '../browser.js';
import { SamlIdentityProvider } from '../saml-identity-provider.js';
import { OWNER, startTestService, type TestService } from '../start-service.js';

/** The account that the people are of; staff is of another one. */
export const ACCOUNT = 'Acme';
const PASSWORD = 'a password of the tests';
const PEOPLE = { owner: 'owner@acme.example', admin: 'admin@acme.example', member: 'member@acme.example' } as const;

export type Person = keyof typeof PEOPLE | 'staff' | 'nobody';
export const EVERYBODY = ['owner', 'admin', 'member', 'staff', 'nobody'] as const satisfies readonly Person[];

/** What stands for `$accountId` and the like in an address. */
export type Values = Readonly<Record<string, string>>;

/** One service, one browser, an account in which there is one of everything, and one in which there is nothing yet. */
export class ConsoleStage {
  private constructor(
    readonly service: TestService,
    readonly browser: Browser,
    /** In the account where there is one of everything. */
    readonly full: Values,
    private readonly bare: Values,
    private readonly silent: Values,
  ) {}

  /** Where a page has nothing to list: an account with nothing in it, or an integration and a webhook that nothing has happened to. */
  emptyFor(page: string): Values {
    return /\$(integration|webhook)Id/.test(page) ? this.silent : this.bare;
  }

  static async start(): Promise<ConsoleStage> {
    const service = await startTestService('sqlite', {}, undefined, await builtConsole());
    try {
      const staff = await ApiClient.signIn(service.url);
      const full = await furnish(service, staff);
      const bare = { accountId: await newAccount(staff, 'Bare', 'owner@bare.example') };
      const silent = await furnishSilently(service, staff);
      return new ConsoleStage(service, await launchBrowser(), full, bare, silent);
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.service.stop();
  }

  /** A browser of somebody's own, signed in where he can be. */
  async visitor(person: Person, options?: BrowserContextOptions): Promise<Visitor> {
    const visitor = await newVisitor(this.browser, options);
    if (person !== 'nobody') await visitor.context.addCookies([await this.sessionOf(person)]);
    return visitor;
  }

  private async sessionOf(person: Exclude<Person, 'nobody'>) {
    const credentials = person === 'staff' ? OWNER : { email: PEOPLE[person], password: PASSWORD };
    const answer = await ApiClient.anonymous(this.service.url).post('/api/v1/session', credentials);
    const [name, value] = (answer.headers.getSetCookie()[0] as string).split(';', 1)[0]?.split('=') as [string, string];
    return { name, value, url: this.service.url, httpOnly: true };
  }
}

/** The address of a page, its variables filled in. */
export function addressOf(page: string, values: Values): string {
  return page.replace(/\$(\w+)/g, (_, name: string) => values[name] ?? 'missing');
}

async function newAccount(staff: ApiClient, name: string, email: string): Promise<string> {
  const { status, body } = await staff.post('/api/v1/accounts', { name, owner: { email, password: PASSWORD } });
  if (status !== 201) throw new Error(`No account ${name}: ${JSON.stringify(body)}`);
  return (body.account?.id ?? body.id) as string;
}

async function furnish(service: TestService, staff: ApiClient): Promise<Values> {
  const accountId = await newAccount(staff, ACCOUNT, PEOPLE.owner);
  const owner = await ApiClient.signIn(service.url, { email: PEOPLE.owner, password: PASSWORD });
  const at = `/api/v1/accounts/${accountId}`;
  const create = async (path: string, request: unknown) => {
    const { status, body } = await owner.post(at + path, request);
    if (status !== 201) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body as Record<string, string>;
  };
  for (const role of ['admin', 'member'] as const) await create('/users', { email: PEOPLE[role], password: PASSWORD, role });
  const { id: webhookId } = await create('/webhooks', { name: 'Reports', url: 'https://hooks.acme.example/', eventTypes: ['*'] });
  const { id: userId } = await create('/users', { email: 'ada@acme.example', givenName: 'Ada', familyName: 'Lovelace', displayName: 'Ada Lovelace' });
  await create('/api-keys', { name: 'Reports', scopes: ['read'] });
  const { id: integrationId, relayState } = await create('/integrations', { provider: 'okta', entityId: 'acme', awaitsMetadata: true });
  const identityProvider = await SamlIdentityProvider.create();
  await owner.patch(`${at}/integrations/${integrationId}`, { metadataXml: identityProvider.metadata() });
  await attempt(service, identityProvider, relayState as string);
  await attempt(service, identityProvider, 'nowhere');
  const { body: scim } = await owner.put(`${at}/integrations/${integrationId}/scim`, { enabled: true, force: true });
  await callScim(scim.scim);
  const groupId = await group(service, accountId, userId as string);
  return { accountId, userId: userId as string, groupId, webhookId: webhookId as string, integrationId: integrationId as string, provider: 'okta' };
}

async function furnishSilently(service: TestService, staff: ApiClient): Promise<Values> {
  const accountId = await newAccount(staff, 'Silent', 'owner@silent.example');
  const owner = await ApiClient.signIn(service.url, { email: 'owner@silent.example', password: PASSWORD });
  const at = `/api/v1/accounts/${accountId}`;
  const { body: webhook } = await owner.post(`${at}/webhooks`, { name: 'Silent', url: 'https://hooks.acme.example/', eventTypes: ['provisioning.paused'] });
  const { body: integration } = await owner.post(`${at}/integrations`, { provider: 'okta', entityId: 'silent', awaitsMetadata: true });
  return { accountId, webhookId: webhook.id, integrationId: integration.id };
}

async function attempt({ url }: TestService, identityProvider: SamlIdentityProvider, relayState: string): Promise<void> {
  const SAMLResponse = await identityProvider.issue({ nameId: 'stranger@acme.example', audience: 'mistyped', recipient: `${url}/sso/acs/` });
  await fetch(`${url}/sso/acs/`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ SAMLResponse, RelayState: relayState }) });
}

async function callScim({ baseUrl, username, password }: Record<string, string>): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  await fetch(`${baseUrl}/Users?filter=${encodeURIComponent('userName eq "ada@acme.example"')}`, { headers: { authorization } });
}

async function group(service: TestService, accountId: string, userId: string): Promise<string> {
  const part = <Part>(type: abstract new (...parameters: never[]) => Part): Part => service.app.get(type as never, { strict: false });
  const context = { accountId, integrationId: null, rights: { role: 'owner', staff: true }, actor: systemActor } as const;
  return part(UnitOfWork).run(async (tx) => {
    const { id } = await part(Groups).create(tx, context, { displayName: 'Operations' });
    await part(GroupMembers).add(tx, context, id, [userId]);
    return id;
  });
}

