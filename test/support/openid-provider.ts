import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { freePort } from './start-service.js';

export interface OpenIdPerson {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

export interface OpenIdTestClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

export interface OpenIdProviderOptions {
  /** Puts the claims of the scopes into the ID token too, as some products do; else they are UserInfo's alone. */
  readonly fullIdToken?: boolean;
}

/** An OpenID provider that others wrote: npm's oidc-provider, on a free port of loopback, with a key made for this object. */
export class OpenIdTestProvider {
  /** Whoever comes to sign in is this person; undefined: the provider signs nobody in. */
  person: OpenIdPerson | undefined;

  private constructor(
    readonly issuer: string,
    readonly client: OpenIdTestClient,
    private readonly server: http.Server,
  ) {}

  static async start(redirectUri: string, { fullIdToken = false }: OpenIdProviderOptions = {}): Promise<OpenIdTestProvider> {
    const port = await freePort();
    const issuer = `http://localhost:${port}`;
    const client = { clientId: 'moovingon', clientSecret: 'a secret with % and : in it, of the tests', redirectUri };
    const server = http.createServer();
    const started = new OpenIdTestProvider(issuer, client, server);
    const provider = new Provider(issuer, await started.configuration(fullIdToken));
    const handle = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const isInteraction = request.url?.startsWith('/interaction/') === true;
      void (isInteraction ? started.interact(provider, request, response) : handle(request, response));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return started;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async configuration(fullIdToken: boolean): Promise<Configuration> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const { clientId, clientSecret, redirectUri } = this.client;
    return {
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
      jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'one', use: 'sig', alg: 'RS256' }] },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
      cookies: { keys: ['a key of the tests'] },
      conformIdTokenClaims: !fullIdToken,
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name', 'preferred_username'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, accountId) => ({ accountId, claims: () => Promise.resolve({ ...(this.person ?? {}), sub: accountId }) }),
      // Nobody is asked for consent: one grant of a session serves every sign-in.
      loadExistingGrant: async ({ oidc: { provider, session } }) => {
        const given = session?.grantIdFor(clientId);
        const grant = (given === undefined ? undefined : await provider.Grant.find(given)) ?? new provider.Grant({ accountId: session?.accountId ?? '', clientId });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    };
  }

  private async interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = this.person ? { login: { accountId: this.person.sub } } : { error: 'access_denied', error_description: 'The person is not assigned to the application' };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}
