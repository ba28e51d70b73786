import type { webcrypto } from 'node:crypto';
import { jest } from '@jest/globals';
import { generateKeyPair } from 'jose';
import { FrozenClock, MINUTE, Problem } from '@app/kernel';
import { OutboundHttp } from '@app/outbound';
import { ACCESS_TOKEN, halfHash, NONCE, ScriptedOpenIdProvider, type Script } from '../../../test/support/scripted-openid-provider.js';
import { discoveryUrlOf, OpenIdClient, parseProviderMetadata, type ClientSettings, type OpenIdProvider, type VerifiedIdToken } from './index.js';

const caught = async (work: () => unknown): Promise<Problem> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
};

const seconds = (at: Date | number, minutes: number) => Math.floor((Number(at) + minutes * MINUTE) / 1000);

describe('an answer of an OpenID provider', () => {
  const clock = new FrozenClock(new Date());
  let provider: ScriptedOpenIdProvider;
  let stranger: webcrypto.CryptoKey;
  let stranger512: webcrypto.CryptoKey;

  beforeAll(async () => {
    provider = await ScriptedOpenIdProvider.start();
    stranger = (await generateKeyPair('RS256')).privateKey;
    stranger512 = (await generateKeyPair('RS512')).privateKey;
  });

  beforeEach(() => {
    clock.set(new Date());
    provider.asked.length = 0;
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(() => provider.stop());

  const described = (changes: Partial<OpenIdProvider> = {}): OpenIdProvider => ({
    ...{ protocol: 'oidc' as const, issuer: provider.issuer, authorizationEndpoint: `${provider.issuer}/authorize`, tokenEndpoint: `${provider.issuer}/token`, jwksUri: `${provider.issuer}/keys` },
    ...{ userinfoEndpoint: `${provider.issuer}/userinfo`, signingAlgorithms: ['RS256', 'ES256', 'PS256'], clientAuthentication: 'client_secret_post' as const, namesItself: false, ...changes },
  });
  const settings = (changes: Partial<OpenIdProvider> = {}): ClientSettings => ({ provider: described(changes), clientId: 'us', clientSecret: 'secret', redirectUri: 'https://rest.example/sso/oidc/callback' });
  const newClient = () => new OpenIdClient(new OutboundHttp({ allowPrivate: true }), clock);
  const finish = (script: Script, { client = newClient(), changes = {}, ...more }: { client?: OpenIdClient; changes?: Partial<OpenIdProvider>; authenticatedAfter?: Date; wantedClaims?: string[] } = {}): Promise<VerifiedIdToken> => {
    provider.script = script;
    const expected = { state: 's', nonce: NONCE, codeVerifier: 'v'.repeat(43), wantedClaims: [], ...more };
    return client.finish(settings(changes), new URLSearchParams('code=c&state=s'), expected);
  };

  it('proves who signed in, once every check held', async () => {
    const token = await finish({ claims: { auth_time: seconds(Date.now(), -60), sid: 'session-1', azp: 'us', at_hash: halfHash(ACCESS_TOKEN) } });
    expect(token).toMatchObject({ issuer: provider.issuer, subject: '00u1', audiences: ['us'], sessionId: 'session-1', algorithm: 'RS256', keyId: 'one', askedUserInfo: false });
    expect(token.claims.get('email')).toBe('dana@acme.example');
  });

  it('sends the code with the verifier and the secret', async () => {
    await finish({});
    expect(Object.fromEntries(provider.form)).toMatchObject({ grant_type: 'authorization_code', code: 'c', code_verifier: 'v'.repeat(43), client_id: 'us', client_secret: 'secret', redirect_uri: 'https://rest.example/sso/oidc/callback' });
  });

  it.each<[string, () => Script, string]>([
    ['signed by another key', () => ({ key: stranger }), 'signature'],
    ['whose payload was changed', () => ({ change: (token) => token.split('.').map((part, at) => (at === 1 ? Buffer.from(Buffer.from(part, 'base64url').toString().replace('00u1', '00u2')).toString('base64url') : part)).join('.') }), 'signature'],
    ['without a signature (alg none)', () => ({ change: (token) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1] ?? ''}.` }), 'algorithm'],
    ['signed with the client secret (HS256)', () => ({ key: Buffer.from('secret'.padEnd(32, '.')), header: { alg: 'HS256' } }), 'algorithm'],
    ['signed with an algorithm that the provider does not name', () => ({ key: stranger512, header: { alg: 'RS512' } }), 'algorithm'],
    ['of a key that the provider has not', () => ({ header: { kid: 'another' } }), 'key'],
    ['that brings its own key', () => ({ key: stranger, header: { kid: 'another', jwk: provider.published[0] } }), 'key'],
    ['of another issuer', () => ({ claims: { iss: 'https://evil.example' } }), 'issuer'],
    ['of an issuer with a slash more', () => ({ claims: { iss: `${provider.issuer}/` } }), 'issuer'],
    ['for another audience', () => ({ claims: { aud: 'another' } }), 'audience'],
    ['for an audience in another case', () => ({ claims: { aud: 'US' } }), 'audience'],
    ['for us and a stranger', () => ({ claims: { aud: ['us', 'stranger'] } }), 'audience'],
    ['for us and a stranger, issued to the stranger', () => ({ claims: { aud: ['us', 'stranger'], azp: 'stranger' } }), 'authorized-party'],
    ['for us alone, issued to a stranger', () => ({ claims: { azp: 'stranger' } }), 'authorized-party'],
    ['that has ended', () => ({ claims: { iat: seconds(Date.now(), -9), exp: seconds(Date.now(), -4) } }), 'expiry'],
    ['that ends before it begins', () => ({ claims: { exp: seconds(Date.now(), -1), iat: seconds(Date.now(), 1) } }), 'expiry'],
    ['without an end', () => ({ claims: { exp: undefined } }), 'claim'],
    ['that is not good yet', () => ({ claims: { nbf: seconds(Date.now(), 10) } }), 'not-before'],
    ['that was made long ago', () => ({ claims: { iat: seconds(Date.now(), -14), exp: seconds(Date.now(), 600) } }), 'issue-instant'],
    ['that will be made', () => ({ claims: { iat: seconds(Date.now(), 4), exp: seconds(Date.now(), 600) } }), 'issue-instant'],
    ['without an instant of issue', () => ({ claims: { iat: undefined } }), 'claim'],
    ['with another nonce', () => ({ claims: { nonce: 'another' } }), 'nonce'],
    ['without a nonce', () => ({ claims: { nonce: undefined } }), 'nonce'],
    ['without a subject', () => ({ claims: { sub: undefined } }), 'claim'],
    ['with an empty subject', () => ({ claims: { sub: ' ' } }), 'subject'],
    ['with a subject without end', () => ({ claims: { sub: 'x'.repeat(256) } }), 'subject'],
    ['with a subject that cannot be stored', () => ({ claims: { sub: 'a\u0000b' } }), 'subject'],
    ['of another access token', () => ({ claims: { at_hash: halfHash('another') } }), 'access-token-hash'],
  ])('is refused with an ID token %s', async (_, script, condition) => {
    const problem = await caught(() => finish(script()));
    expect(problem).toMatchObject({ code: 'oidc_response_invalid', status: 401, members: { condition } });
    expect(problem.detail).toMatch(/, expected .+, received .+\.$/);
    expect(await finish({})).toMatchObject({ subject: '00u1' });
  });

  it('answers the request that was remembered, and no other', async () => {
    provider.script = {};
    const answer = (state: string) => newClient().finish(settings(), new URLSearchParams(`code=c&state=${state}`), { state: 's', nonce: NONCE, codeVerifier: 'v'.repeat(43), wantedClaims: [] });
    expect(await caught(() => answer('another'))).toMatchObject({ code: 'oidc_response_invalid', members: { condition: 'state' } });
    expect(await answer('s')).toMatchObject({ subject: '00u1' });
  });

  it('allows three minutes of clock skew', async () => {
    expect(await finish({ claims: { iat: seconds(Date.now(), 2), nbf: seconds(Date.now(), 2), exp: seconds(Date.now(), 7) } })).toMatchObject({ subject: '00u1' });
    expect(await finish({ claims: { iat: seconds(Date.now(), -6), exp: seconds(Date.now(), -2) } })).toMatchObject({ subject: '00u1' });
  });

  it('is refused with an RSA key below 2048 bits', async () => {
    const weak = await ScriptedOpenIdProvider.start();
    const { privateKey } = (await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
    const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, key_ops: _ops, ext: _ext, ...jwk } = await crypto.subtle.exportKey('jwk', privateKey);
    weak.published = [{ ...(jwk as object), kty: 'RSA', kid: 'weak', alg: 'RS256', use: 'sig' }];
    // jose itself refuses to sign with such a key.
    weak.script = { body: { access_token: 'x', token_type: 'Bearer', id_token: await signByHand(weak.issuer, privateKey) } };
    const changes = { issuer: weak.issuer, tokenEndpoint: `${weak.issuer}/token`, jwksUri: `${weak.issuer}/keys` };
    const problem = await caught(() => newClient().finish(settings(changes), new URLSearchParams('code=c&state=s'), { state: 's', nonce: NONCE, codeVerifier: 'v'.repeat(43), wantedClaims: [] }));
    expect(problem).toMatchObject({ code: 'oidc_response_invalid', status: 401, members: { condition: 'key' }, detail: expect.stringContaining('2048 bits') });
    await weak.stop();
  });

  it('is taken with other keys and algorithms that are safe', async () => {
    await provider.replaceKey('curve', 'ES256');
    expect(await finish({})).toMatchObject({ algorithm: 'ES256', keyId: 'curve' });
    await provider.replaceKey('pss', 'PS256');
    expect(await finish({})).toMatchObject({ algorithm: 'PS256', keyId: 'pss' });
    await provider.replaceKey('one');
  });

  it('has to name an authentication that is new enough, where one was asked for', async () => {
    const authenticatedAfter = new Date(clock.millis() - MINUTE);
    expect(await finish({ claims: { auth_time: seconds(Date.now(), 0) } }, { authenticatedAfter })).toMatchObject({ subject: '00u1' });
    for (const at of [seconds(Date.now(), -10), undefined]) {
      expect((await caught(() => finish({ claims: { auth_time: at } }, { authenticatedAfter }))).members.condition).toBe('authn-instant');
    }
  });

  describe('and UserInfo', () => {
    const wantedClaims = ['email', 'groups'];

    it('is asked for what the ID token lacks, and does not overrule it', async () => {
      const token = await finish({ userinfo: { sub: '00u1', email: 'evil@acme.example', groups: 'a' } }, { wantedClaims });
      expect([token.askedUserInfo, token.claims.get('groups'), token.claims.get('email')]).toEqual([true, 'a', 'dana@acme.example']);
    });

    it('is refused where it speaks of somebody else', async () => {
      expect(await caught(() => finish({ userinfo: { sub: '00u2', groups: 'a' } }, { wantedClaims }))).toMatchObject({ code: 'oidc_response_invalid', status: 401 });
    });
  });

  describe('and the keys', () => {
    const keysAsked = () => provider.asked.filter((path) => path === '/keys').length;

    it('are asked for once, and not for every sign-in', async () => {
      const client = newClient();
      for (let time = 0; time < 3; time++) await finish({}, { client });
      expect(keysAsked()).toBe(1);
    });

    it('are asked for again for an unknown one, at most once a minute', async () => {
      const client = newClient();
      await finish({}, { client });
      for (let time = 0; time < 5; time++) await caught(() => finish({ header: { kid: `made-up-${time}` } }, { client }));
      expect(keysAsked()).toBe(1);
      const now = Date.now();
      jest.spyOn(Date, 'now').mockImplementation(() => now + 2 * MINUTE);
      clock.set(new Date(now + 2 * MINUTE));
      await provider.replaceKey('two');
      expect(await finish({}, { client })).toMatchObject({ keyId: 'two' });
      expect(keysAsked()).toBe(2);
    });
  });

  it.each<[string, Script, Record<string, unknown>]>([
    ['an error about the code', { status: 400, body: { error: 'invalid_grant', error_description: 'expired' } }, { code: 'oidc_response_invalid', members: { condition: 'code' } }],
    ['an error about the client', { status: 401, body: { error: 'invalid_client' } }, { code: 'oidc_client_refused' }],
    ['no ID token', { body: { access_token: 'x', token_type: 'Bearer' } }, { code: 'oidc_response_invalid' }],
    ['no JSON', { body: null, status: 500 }, { code: 'oidc_provider_unreachable', status: 502 }],
    ['an ID token that is none', { body: { access_token: 'x', token_type: 'Bearer', id_token: 'a.b.c' } }, { code: expect.stringMatching(/^oidc_/) }],
    ['an answer without end', { body: { access_token: 'x'.repeat(300_000), token_type: 'Bearer' } }, { code: 'oidc_provider_unreachable', status: 502 }],
  ])('is refused with %s from the token endpoint', async (_, script, expected) => {
    expect(await caught(() => finish(script))).toMatchObject(expected);
  });

  it('does not follow the provider into our own network', async () => {
    const client = new OpenIdClient(new OutboundHttp({ allowPrivate: false }), clock);
    expect(await caught(() => finish({}, { client }))).toMatchObject({ code: 'oidc_provider_unreachable' });
    expect(provider.asked).toEqual([]);
  });

  async function signByHand(issuer: string, key: webcrypto.CryptoKey): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${encode({ alg: 'RS256', kid: 'weak' })}.${encode({ iss: issuer, sub: '00u1', aud: 'us', iat: now, exp: now + 300, nonce: NONCE })}`;
    return `${signed}.${Buffer.from(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, Buffer.from(signed))).toString('base64url')}`;
  }
});

describe('the configuration of an OpenID provider', () => {
  const issuer = 'https://login.example.com';
  const document = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, userinfo_endpoint: `${issuer}/userinfo`, response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] };
  const options = { issuer, production: true, refusedAddress: (url: string) => (url.startsWith('https:') ? undefined : 'it is not https') };
  const parse = (changes: Record<string, unknown> = {}, more = {}) => parseProviderMetadata(JSON.stringify({ ...document, ...changes }), { ...options, ...more });

  it('stands below the issuer, also where its own address was entered', () => {
    for (const entered of [issuer, `${issuer}/`, ` ${issuer}/.well-known/openid-configuration`]) expect(discoveryUrlOf(entered)).toBe(`${issuer}/.well-known/openid-configuration`);
    expect(discoveryUrlOf('https://sso.example/realms/acme')).toBe('https://sso.example/realms/acme/.well-known/openid-configuration');
  });

  it('is read, with what we take of what it offers', () => {
    expect(parse()).toEqual({ protocol: 'oidc', issuer, authorizationEndpoint: `${issuer}/authorize`, tokenEndpoint: `${issuer}/token`, jwksUri: `${issuer}/keys`, userinfoEndpoint: `${issuer}/userinfo`, signingAlgorithms: ['RS256'], clientAuthentication: 'client_secret_basic', namesItself: false });
    expect(parse({ token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post'] }).clientAuthentication).toBe('client_secret_post');
    expect(parse({ id_token_signing_alg_values_supported: undefined, userinfo_endpoint: undefined })).toMatchObject({ signingAlgorithms: ['RS256'], userinfoEndpoint: null });
    expect(parse({ issuer: `${issuer}/` }).issuer).toBe(`${issuer}/`);
  });

  it.each([
    ['of another issuer', { issuer: 'https://evil.example' }, 'another issuer'],
    ['of every tenant at once', { issuer: 'https://login.example.com/{tenantid}' }, 'another issuer'],
    ['without an issuer', { issuer: undefined }, 'another issuer'],
    ['with a script as the address of the login', { authorization_endpoint: 'javascript:alert(1)' }, 'authorization_endpoint'],
    ['with a login over http', { authorization_endpoint: 'http://login.example.com/authorize' }, 'authorization_endpoint'],
    ['with tokens over http', { token_endpoint: 'http://login.example.com/token' }, 'token_endpoint'],
    ['without keys', { jwks_uri: undefined }, 'jwks_uri'],
    ['without a code flow', { response_types_supported: ['id_token'] }, 'authorization code'],
    ['with plain PKCE alone', { code_challenge_methods_supported: ['plain'] }, 'PKCE'],
    ['with shared-secret signatures alone', { id_token_signing_alg_values_supported: ['HS256', 'none'] }, 'safe'],
    ['for clients with certificates alone', { token_endpoint_auth_methods_supported: ['tls_client_auth'] }, 'client secret'],
  ])('is refused %s', async (_, changes, word) => {
    expect(await caught(() => parse(changes))).toMatchObject({ code: 'openid_configuration_invalid', status: 400, detail: expect.stringContaining(word) });
  });

  it.each(['<html></html>', '', '[]', 'null', '"x"'])('is refused for %p', async (text) => {
    expect(await caught(() => parseProviderMetadata(text, options))).toMatchObject({ code: 'openid_configuration_invalid' });
  });
});
