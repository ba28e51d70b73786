import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { makeTestKeys, type TestKeys } from './saml/test-keys.js';

interface Context {
  readonly id: string;
  readonly context: string;
}

interface Extracted {
  readonly extract: { readonly request?: { readonly id: string }; readonly response?: { readonly inResponseTo: string }; readonly nameID?: string; readonly sessionIndex?: unknown };
}

interface Incoming {
  readonly query: Record<string, string>;
  readonly octetString: string;
}

/** Our service, as samlify knows it from our metadata. */
export interface ServiceProvider {
  readonly entityMeta: { getEntityID(): string; getAssertionConsumerService(binding: string): string; getSingleLogoutService(binding: string): string };
}

interface IdentityProvider {
  getMetadata(): string;
  parseLoginRequest(service: ServiceProvider, binding: string, request: Incoming): Promise<Extracted>;
  parseLogoutRequest(service: ServiceProvider, binding: string, request: Incoming): Promise<Extracted>;
  parseLogoutResponse(service: ServiceProvider, binding: string, request: Incoming): Promise<Extracted>;
  createLoginResponse(service: ServiceProvider, request: Extracted, binding: string, user: object, options: object): Promise<Context>;
  createLogoutRequest(service: ServiceProvider, binding: string, user: object, options?: object): Context;
  createLogoutResponse(service: ServiceProvider, request: Extracted, binding: string, options?: object): Context;
}

/** What samlify (2.13) offers of what is used here. Its own types bring those of a browser along, for the whole project. */
interface Samlify {
  setSchemaValidator(validator: { validate(xml: string): Promise<string> }): void;
  readonly Constants: { readonly namespace: { readonly binding: Record<'redirect' | 'post', string> } };
  readonly SamlLib: { readonly defaultLoginResponseTemplate: { readonly context: string }; replaceTagsByValue(template: string, values: Record<string, string>): string };
  IdentityProvider(settings: object): IdentityProvider;
  ServiceProvider(settings: object): ServiceProvider;
}
const samlify = createRequire(import.meta.url)('samlify') as Samlify;

// samlify asks for a validator of schemas; what is written by our service is validated elsewhere.
samlify.setSchemaValidator({ validate: () => Promise.resolve('not validated') });

const { binding: BINDINGS } = samlify.Constants.namespace;
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** A person who is signed in there. */
export interface SamlifyPerson {
  readonly nameId: string;
  readonly sessionIndex: string;
}

/** A message for the browser to post. */
export interface PostedMessage {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * The identity provider of npm's samlify: it reads our metadata, verifies our requests by the keys that stand there, and signs what it
 * sends with its own. Its clock is the machine's.
 */
export class SamlifyIdentityProvider {
  private constructor(
    readonly entityId: string,
    readonly sloUrl: string,
    private readonly provider: IdentityProvider,
  ) {}

  static async create({ entityId = 'https://samlify.example.test/metadata', baseUrl = 'https://samlify.example.test', keys }: { entityId?: string; baseUrl?: string; keys?: TestKeys } = {}): Promise<SamlifyIdentityProvider> {
    const { privateKey, certificate } = keys ?? (await makeTestKeys({ name: 'samlify' }));
    const service = (path: string) => [BINDINGS.redirect, BINDINGS.post].map((Binding) => ({ Binding, Location: `${baseUrl}/${path}`, isDefault: false }));
    const provider = samlify.IdentityProvider({
      entityID: entityId,
      privateKey,
      signingCert: certificate,
      nameIDFormat: [EMAIL],
      requestSignatureAlgorithm: RSA_SHA256,
      messageSigningOrder: 'sign-then-encrypt',
      wantAuthnRequestsSigned: true,
      wantLogoutRequestSigned: true,
      wantLogoutResponseSigned: true,
      singleSignOnService: service('sso'),
      singleLogoutService: service('slo'),
      loginResponseTemplate: { context: samlify.SamlLib.defaultLoginResponseTemplate.context, attributes: [{ name: 'email', valueTag: 'email', nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic', valueXsiType: 'xs:string' }] },
    });
    return new SamlifyIdentityProvider(entityId, `${baseUrl}/slo`, provider);
  }

  metadata(): string {
    return this.provider.getMetadata();
  }

  /** @param metadata our own, as the service hands it out */
  serviceProvider(metadata: string): ServiceProvider {
    return samlify.ServiceProvider({ metadata, requestSignatureAlgorithm: RSA_SHA256, wantLogoutRequestSigned: true, wantLogoutResponseSigned: true });
  }

  /** Reads a request for sign-in and verifies its signature by our metadata. @returns its ID */
  async readRequest(ours: ServiceProvider, url: URL): Promise<string> {
    const { extract } = await this.provider.parseLoginRequest(ours, 'redirect', { query: Object.fromEntries(url.searchParams), octetString: signedOctets(url) });
    return extract.request?.id as string;
  }

  /** The response, as the browser posts it. @param requestId of what it answers; absent where the identity provider begins */
  async respond(ours: ServiceProvider, { nameId, sessionIndex }: SamlifyPerson, relayState: string, requestId?: string): Promise<PostedMessage> {
    const request = { extract: requestId === undefined ? {} : { request: { id: requestId } } };
    const response = await this.provider.createLoginResponse(ours, request, 'post', { email: nameId }, { relayState, customTagReplacement: (template: string) => this.fill(ours, template, { nameId, sessionIndex }, requestId) });
    return { url: ours.entityMeta.getAssertionConsumerService('post'), fields: { SAMLResponse: response.context, RelayState: relayState } };
  }

  /** The address that the browser is sent to with a request to sign out. */
  requestLogout(ours: ServiceProvider, { nameId, sessionIndex }: SamlifyPerson): URL {
    return new URL(this.provider.createLogoutRequest(ours, 'redirect', { logoutNameID: nameId, sessionIndex }, { relayState: 'their state' }).context);
  }

  /** The same as a form. */
  postLogout(ours: ServiceProvider, { nameId, sessionIndex }: SamlifyPerson): PostedMessage {
    const { context } = this.provider.createLogoutRequest(ours, 'post', { logoutNameID: nameId, sessionIndex });
    return { url: ours.entityMeta.getSingleLogoutService('post'), fields: { SAMLRequest: context } };
  }

  /** Verifies our answer to a logout request. @returns what it says it answers */
  async readLogoutAnswer(ours: ServiceProvider, url: URL): Promise<string> {
    const { extract } = await this.provider.parseLogoutResponse(ours, 'redirect', { query: Object.fromEntries(url.searchParams), octetString: signedOctets(url) });
    return extract.response?.inResponseTo as string;
  }

  /** Verifies our request to sign out. @returns whom it names, and the address with the answer */
  async answerLogout(ours: ServiceProvider, url: URL): Promise<{ nameId: string; sessionIndex: string; answer: URL }> {
    const request = await this.provider.parseLogoutRequest(ours, 'redirect', { query: Object.fromEntries(url.searchParams), octetString: signedOctets(url) });
    const { context } = this.provider.createLogoutResponse(ours, request, 'redirect', { relayState: url.searchParams.get('RelayState') ?? '' });
    return { nameId: request.extract.nameID as string, sessionIndex: String(request.extract.sessionIndex), answer: new URL(context) };
  }

  /** samlify's own template leaves the AuthnStatement to its users, and states an empty InResponseTo where there is no request. */
  private fill(ours: ServiceProvider, template: string, { nameId, sessionIndex }: SamlifyPerson, requestId: string | undefined) {
    const [now, later] = [new Date(), new Date(Date.now() + 300_000)].map((instant) => instant.toISOString()) as [string, string];
    const acsUrl = ours.entityMeta.getAssertionConsumerService('post');
    const id = `_${randomBytes(20).toString('hex')}`;
    const statement = `<saml:AuthnStatement AuthnInstant="${now}" SessionIndex="${sessionIndex}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
    const completed = template.replace('{AuthnStatement}', statement).replaceAll(/ InResponseTo="\{InResponseTo\}"/g, requestId === undefined ? '' : ' InResponseTo="{InResponseTo}"');
    const context = samlify.SamlLib.replaceTagsByValue(completed, {
      ...{ ID: id, AssertionID: `_${randomBytes(20).toString('hex')}`, Destination: acsUrl, SubjectRecipient: acsUrl, AssertionConsumerServiceURL: acsUrl },
      ...{ Audience: ours.entityMeta.getEntityID(), EntityID: ours.entityMeta.getEntityID(), Issuer: this.entityId, IssueInstant: now, StatusCode: SUCCESS },
      ...{ ConditionsNotBefore: now, ConditionsNotOnOrAfter: later, SubjectConfirmationDataNotOnOrAfter: later, NameIDFormat: EMAIL, NameID: nameId, InResponseTo: requestId ?? '', attrEmail: nameId },
    });
    return { id, context };
  }
}

/** SAML Bindings §3.4.4.1: the octets that are signed, as they came. */
function signedOctets(url: URL): string {
  const parts = url.search.slice(1).split('&');
  return ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg'].flatMap((name) => parts.filter((part) => part.startsWith(`${name}=`))).join('&');
}
