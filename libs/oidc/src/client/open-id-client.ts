import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  clockSkew,
  clockTolerance,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { decodeProtectedHeader } from 'jose';
import { type Clock, SECOND } from '@app/kernel';
import type { OutboundHttp } from '@app/outbound';
import { refuse } from '../problems.js';
import type { OpenIdProvider } from '../provider/open-id-provider.js';
import type { VerifiedIdToken } from './id-token.js';
import { type Claims, CLOCK_SKEW, judgeClaims } from './judge-claims.js';
import { KeyCache } from './key-cache.js';
import { safeFetch } from './safe-fetch.js';
import { translateError } from './translate-error.js';

/** Us at one provider. */
export interface ClientSettings {
  readonly provider: OpenIdProvider;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends the browser back to, as it is registered there. */
  readonly redirectUri: string;
}

/** What is remembered between a request and its answer, kept from everybody. */
export interface RememberedSignIn {
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface BegunSignIn extends RememberedSignIn {
  /** Where the browser goes. */
  readonly url: string;
  /** What the answer names its request by. */
  readonly state: string;
}

export interface ExpectedResponse extends RememberedSignIn {
  readonly state: string;
  /** The person had to authenticate anew after this instant. */
  readonly authenticatedAfter?: Date | undefined;
  /** Claims for which UserInfo is asked where the ID token lacks one of them. */
  readonly wantedClaims: readonly string[];
}

const SCOPE = 'openid profile email';

/** The relying party: holds nothing but the keys of providers, which it shares between sign-ins. */
export class OpenIdClient {
  private readonly keys = new KeyCache();

  constructor(
    private readonly http: OutboundHttp,
    private readonly clock: Clock,
  ) {}

  /** A request for a code (Core §3.1.2.1), bound to this sign-in by state, nonce and PKCE (RFC 7636). */
  async begin(settings: ClientSettings, { forceAuthn }: { readonly forceAuthn: boolean }): Promise<BegunSignIn> {
    const [state, nonce, codeVerifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const url = buildAuthorizationUrl(this.configure(settings), {
      redirect_uri: settings.redirectUri,
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...(forceAuthn && { prompt: 'login', max_age: '0' }),
    });
    return { url: url.href, state, nonce, codeVerifier };
  }

  /**
   * Takes the answer (its query), gets the tokens for its code, and proves the ID token.
   * @throws Problem `oidc_response_invalid`, `oidc_refused_by_provider`, `oidc_client_refused` (401), `oidc_provider_unreachable` (502)
   */
  async finish(settings: ClientSettings, query: URLSearchParams, expected: ExpectedResponse): Promise<VerifiedIdToken> {
    const config = this.configure(settings);
    try {
      const tokens = await authorizationCodeGrant(config, answerAt(settings.redirectUri, query), {
        expectedState: expected.state,
        expectedNonce: expected.nonce,
        pkceCodeVerifier: expected.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims() as Claims;
      const header = decodeProtectedHeader(tokens.id_token ?? '');
      const algorithm = header.alg ?? '';
      judgeClaims(claims, { clientId: settings.clientId, accessToken: tokens.access_token, algorithm, now: this.clock.millis(), authenticatedAfter: expected.authenticatedAfter?.getTime() });
      const more = await this.askUserInfo(config, settings, claims, tokens.access_token, expected.wantedClaims);
      return describe(claims, more, algorithm, header.kid);
    } catch (error) {
      throw translateError(error);
    } finally {
      this.keys.keep(config, settings.provider.jwksUri);
    }
  }

  /** Core §5.3: some providers put next to nothing into the ID token of this flow. The library holds the answer to the same subject. */
  private async askUserInfo(config: Configuration, { provider }: ClientSettings, claims: Claims, accessToken: string, wanted: readonly string[]): Promise<Claims | undefined> {
    if (provider.userinfoEndpoint === null || wanted.every((name) => claims[name] !== undefined)) return undefined;
    return fetchUserInfo(config, accessToken, String(claims.sub));
  }

  private configure({ provider, clientId, clientSecret }: ClientSettings): Configuration {
    const authentication = provider.clientAuthentication === 'client_secret_basic' ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
    const metadata = { [clockSkew]: Math.round((this.clock.millis() - Date.now()) / SECOND), [clockTolerance]: CLOCK_SKEW / SECOND };
    const config = new Configuration(serverMetadata(provider), clientId, metadata, authentication);
    config[customFetch] = safeFetch(this.http);
    // The signature counts, although the token comes straight from the provider: nothing is believed by the way it came.
    enableNonRepudiationChecks(config);
    // Whether http may be asked is outbound's to say, on every request.
    if ([provider.tokenEndpoint, provider.jwksUri, provider.userinfoEndpoint].some((url) => url?.startsWith('http:'))) allowInsecureRequests(config);
    this.keys.lend(config, provider.jwksUri);
    return config;
  }
}

function serverMetadata(provider: OpenIdProvider) {
  return {
    issuer: provider.issuer,
    authorization_endpoint: provider.authorizationEndpoint,
    token_endpoint: provider.tokenEndpoint,
    jwks_uri: provider.jwksUri,
    ...(provider.userinfoEndpoint !== null && { userinfo_endpoint: provider.userinfoEndpoint }),
    id_token_signing_alg_values_supported: [...provider.signingAlgorithms],
    authorization_response_iss_parameter_supported: provider.namesItself,
  };
}

/** The address that was answered to: ours as registered, whatever a proxy made of it, with the query as it came. */
function answerAt(redirectUri: string, query: URLSearchParams): URL {
  const url = new URL(redirectUri);
  url.search = query.toString();
  if (!query.has('code') && !query.has('error')) {
    throw refuse('oidc_response_malformed', 'The answer of the OpenID provider holds nothing, expected a code or an error, received neither.');
  }
  return url;
}

function describe(claims: Claims, more: Claims | undefined, algorithm: string, keyId: string | undefined): VerifiedIdToken {
  const { iss, sub, aud, iat, exp, auth_time: at, sid } = claims;
  return {
    issuer: String(iss),
    subject: String(sub),
    audiences: (Array.isArray(aud) ? aud : [aud]).map(String),
    claims: new Map([...Object.entries(more ?? {}), ...Object.entries(claims)]),
    issuedAt: new Date(Number(iat) * SECOND),
    expiresAt: new Date(Number(exp) * SECOND),
    authenticatedAt: typeof at === 'number' ? new Date(at * SECOND) : undefined,
    sessionId: typeof sid === 'string' && sid !== '' ? sid : undefined,
    algorithm,
    keyId,
    askedUserInfo: more !== undefined,
  };
}
