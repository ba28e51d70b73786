import { systemActor } from '@app/audit';
import { type ChangeContext, People } from '@app/directory';
import { newId } from '@app/kernel';
import { MetadataReader, MetadataStore } from '@app/metadata';
import { AccountRepository, ExternalIdRepository, IntegrationRepository, ReadScope, SignInAttemptRepository, type Tx, UnitOfWork, type UserEntity } from '@app/persistence';
import type { Environment } from '@app/settings';
import type { Engine, TestDatabase } from './databases.js';
import { type IssueOptions, SamlIdentityProvider } from './saml-identity-provider.js';
import { startTestService, type TestService } from './start-service.js';

export interface StagedIntegration {
  readonly id: string;
  readonly accountId: string;
  readonly uniqueIdentifier: string;
  readonly audience: string;
  readonly identityProvider: SamlIdentityProvider;
}

export interface IntegrationOptions {
  readonly identityProvider: SamlIdentityProvider;
  readonly uniqueIdentifier?: string;
  readonly entityId?: string;
  readonly options?: Record<string, unknown>;
  readonly metadataUrl?: string;
}

export interface Posting {
  readonly relayState?: string;
  readonly path?: string;
  readonly accept?: string;
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
}

type PersonToStage = Parameters<People['create']>[2] & { readonly email?: string };

/** The running service with accounts, people and integrations put into its database, and a browser's way to post to it. */
export class SignInStage {
  private constructor(readonly service: TestService) {}

  static async start(engine: Engine, environment: Environment = {}, shared?: TestDatabase): Promise<SignInStage> {
    return new SignInStage(await startTestService(engine, environment, shared));
  }

  get url(): string {
    return this.service.url;
  }

  get acsUrl(): string {
    return `${this.url}/sso/acs/`;
  }

  part<Part>(type: abstract new (...parameters: never[]) => Part): Part {
    return this.service.app.get(type as never, { strict: false });
  }

  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.part(UnitOfWork).run(work);
  }

  async addAccount(name = 'Acme'): Promise<string> {
    const id = newId();
    await this.write((tx) => this.part(AccountRepository).insert(tx, { id, name, ssoRequired: false, preferences: {}, createdAt: Date.now(), updatedAt: Date.now() }));
    return id;
  }

  async addUser(accountId: string, { email, ...person }: PersonToStage): Promise<UserEntity> {
    const emails = email === undefined ? person.emails : [{ value: email, primary: true }];
    const { user } = await this.write((tx) => this.part(People).create(tx, this.context(accountId), { ...person, ...(emails && { emails }) }));
    return user;
  }

  async changeUser(accountId: string, userId: string, changes: Parameters<People['change']>[3]): Promise<void> {
    await this.write((tx) => this.part(People).change(tx, this.context(accountId), userId, changes));
  }

  async addIntegration(accountId: string, { identityProvider, uniqueIdentifier = `acme-${newId()}`, entityId, options = {}, metadataUrl }: IntegrationOptions): Promise<StagedIntegration> {
    const metadata = await this.part(MetadataReader).read({ xml: identityProvider.metadata() });
    const audience = entityId ?? `${this.url}/sso/acs/${uniqueIdentifier}`;
    const id = newId();
    const integration = {
      ...{ id, accountId, provider: 'okta', name: 'Okta', entityId: audience, uniqueIdentifier, options },
      ...{ metadataUrl: metadataUrl ?? null, metadataXml: null, verifiedAt: null, scimEnabled: false, scimUsername: null },
      ...{ version: 1, createdAt: Date.now(), updatedAt: Date.now() },
    };
    await this.write((tx) => this.part(MetadataStore).insert(tx, integration, metadata));
    return { id, accountId, uniqueIdentifier, audience, identityProvider };
  }

  setExternalId(tx: Tx, integrationId: string, userId: string, externalId: string): Promise<void> {
    return this.part(ExternalIdRepository).set(tx, integrationId, userId, externalId);
  }

  integration(id: string) {
    return this.part(IntegrationRepository).findById(this.part(ReadScope), id);
  }

  /** The newest first. */
  attempts(integrationId: string) {
    return this.part(SignInAttemptRepository).listByIntegration(this.part(ReadScope), integrationId, { limit: 100 });
  }

  attemptsByReference(reference: string) {
    return this.part(SignInAttemptRepository).findByReference(this.part(ReadScope), reference);
  }

  /** A response of the integration's identity provider, as it would make it for this integration. */
  issue({ identityProvider, audience }: StagedIntegration, nameId: string, changes: Partial<IssueOptions> = {}): Promise<string> {
    return identityProvider.issue({ nameId, audience, recipient: this.acsUrl, ...changes });
  }

  /** What a browser does that the identity provider's page has told to post. */
  post(samlResponse: string | undefined, { relayState, path = '/sso/acs/', accept = 'application/json', cookie, headers = {} }: Posting = {}): Promise<Response> {
    const form = new URLSearchParams();
    if (samlResponse !== undefined) form.set('SAMLResponse', samlResponse);
    if (relayState !== undefined) form.set('RelayState', relayState);
    return fetch(this.url + path, { method: 'POST', body: form, redirect: 'manual', headers: { accept, ...(cookie && { cookie }), ...headers } });
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  private context(accountId: string): ChangeContext {
    return { accountId, integrationId: null, rights: { role: 'owner', staff: true }, actor: systemActor };
  }
}

/** `name=value` of a cookie that an answer sets; undefined where it sets none. */
export function cookieOf(response: Response, name = 'moovingon_session'): string | undefined {
  const lines = response.headers.getSetCookie().filter((line) => line.startsWith(`${name}=`) && !line.startsWith(`${name}=;`));
  return lines[0]?.split(';', 1)[0];
}

export type ProblemBody = { code: string; detail: string; hint?: string; reference: string; condition?: string; expected?: string; received?: string; status: number };
