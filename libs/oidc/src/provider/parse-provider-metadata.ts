import type { Problem } from '@app/kernel';
import { refuse } from '../problems.js';
import { issuerOf } from './discovery-url.js';
import type { OpenIdProvider } from './open-id-provider.js';

export interface ProviderMetadataOptions {
  /** The issuer that is meant, or the address of its description. */
  readonly issuer: string;
  /** Takes https alone for addresses that a browser is sent to. */
  readonly production: boolean;
  /** What is wrong with an address that this service is to ask; nothing where it may. */
  readonly refusedAddress: (url: string) => string | undefined;
}

// RFC 8725 §3.1: asymmetric ones alone, none of them with SHA-1.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const AUTHENTICATION = ['client_secret_basic', 'client_secret_post'] as const;

/**
 * Reads a provider's description (OpenID Connect Discovery §3) and judges it.
 * @throws Problem `openid_configuration_invalid` (400)
 */
export function parseProviderMetadata(text: string, options: ProviderMetadataOptions): OpenIdProvider {
  const document = readDocument(text);
  const issuer = readIssuer(document, options);
  const browserUrl = (name: string) => readBrowserUrl(document, name, options.production);
  const url = (name: string) => readUrl(document, name, options);
  assertCodeFlow(document);
  return {
    protocol: 'oidc',
    issuer,
    authorizationEndpoint: browserUrl('authorization_endpoint'),
    tokenEndpoint: url('token_endpoint'),
    jwksUri: url('jwks_uri'),
    userinfoEndpoint: document.userinfo_endpoint === undefined ? null : url('userinfo_endpoint'),
    signingAlgorithms: readAlgorithms(document),
    clientAuthentication: readAuthentication(document),
    namesItself: document.authorization_response_iss_parameter_supported === true,
  };
}

type Document = Readonly<Record<string, unknown>>;

function readDocument(text: string): Document {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document as Document;
  } catch {
    // said below
  }
  throw invalid('The address does not answer with an OpenID configuration', 'a JSON object', text.trim().slice(0, 40));
}

/** OpenID Connect Discovery §4.3: the very issuer that was asked for, or its keys would speak for another. A slash at the end is no difference. */
function readIssuer({ issuer }: Document, options: ProviderMetadataOptions): string {
  const meant = issuerOf(options.issuer);
  const bare = (text: string) => text.replace(/\/$/, '');
  if (typeof issuer !== 'string' || bare(issuer) !== bare(meant)) throw invalid('The configuration is that of another issuer', meant, show(issuer));
  const { search, hash } = new URL(issuer);
  if (search || hash) throw invalid('The issuer has a query or a fragment', 'an address without', issuer);
  return issuer;
}

function readBrowserUrl(document: Document, name: string, production: boolean): string {
  const value = document[name];
  const allowed = production ? ['https:'] : ['https:', 'http:'];
  if (typeof value === 'string' && URL.canParse(value) && allowed.includes(new URL(value).protocol) && new URL(value).hash === '') return value;
  throw invalid(`The ${name} cannot be used`, 'an https address without fragment', show(value));
}

function readUrl(document: Document, name: string, { refusedAddress }: ProviderMetadataOptions): string {
  const value = document[name];
  if (typeof value !== 'string' || !URL.canParse(value)) throw invalid(`The ${name} cannot be used`, 'an https address', show(value));
  const refused = refusedAddress(value);
  if (refused !== undefined) throw invalid(`The ${name} cannot be used: ${refused}`, 'an https address', value);
  return value;
}

function assertCodeFlow(document: Document): void {
  const types = textsOf(document.response_types_supported);
  if (types && !types.includes('code')) throw invalid('The provider has no authorization code flow', 'response_types_supported with code', show(types));
  const methods = textsOf(document.code_challenge_methods_supported);
  if (methods && methods.length > 0 && !methods.includes('S256')) throw invalid('The provider has no PKCE with SHA-256', 'code_challenge_methods_supported with S256', show(methods));
}

function readAlgorithms(document: Document): readonly string[] {
  // RS256 where nothing is said: every provider has to have it.
  const offered = textsOf(document.id_token_signing_alg_values_supported) ?? ['RS256'];
  const taken = ALGORITHMS.filter((algorithm) => offered.includes(algorithm));
  if (taken.length > 0) return taken;
  throw invalid('The provider signs ID tokens in no way that is safe', `one of ${ALGORITHMS.join(', ')}`, show(offered));
}

function readAuthentication(document: Document): OpenIdProvider['clientAuthentication'] {
  const offered = textsOf(document.token_endpoint_auth_methods_supported) ?? ['client_secret_basic'];
  const taken = AUTHENTICATION.find((method) => offered.includes(method));
  if (taken) return taken;
  throw invalid('The provider takes no client secret', `token_endpoint_auth_methods_supported with ${AUTHENTICATION.join(' or ')}`, show(offered));
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value).slice(0, 200);
}

function invalid(wrong: string, expected: string, received: string): Problem {
  return refuse('openid_configuration_invalid', `${wrong}, expected ${expected}, received ${received}.`, { members: { expected, received } });
}
