import { FrozenClock, SecretSealer } from '@app/kernel';
import { REQUEST_LIFE } from '../requests/sign-in-requests.js';
import { OpenIdProof } from './openid-proof.js';
import { sealState } from './remembered-state.js';

const NOW = new FrozenClock().millis();

/** What the provider's answer is proven against, for an integration with these options. */
async function expectationsOf(options: object): Promise<Record<string, unknown>> {
  const sealer = new SecretSealer(['a key of the tests that seals nothing of value']);
  const sealedState = sealState(sealer, 'state', { nonce: 'nonce', codeVerifier: 'verifier' });
  const asked: unknown[] = [];
  const client = { finish: async (...parameters: unknown[]) => void asked.push(...parameters) };
  const proof = new OpenIdProof({} as never, {} as never, {} as never, client as never, sealer, {} as never, {} as never);
  await proof.verify({ query: new URLSearchParams('code=c') } as never, { client: 'client', options } as never, { id: 'state', sealedState, expiresAt: NOW + REQUEST_LIFE } as never);
  return asked[2] as Record<string, unknown>;
}

describe('the proof of an answer by OpenID Connect', () => {
  it('is made against the state, nonce and verifier of the request that it answers', async () => {
    expect(await expectationsOf({})).toEqual({ state: 'state', nonce: 'nonce', codeVerifier: 'verifier', wantedClaims: [], authenticatedAfter: undefined });
  });

  it('asks for an authentication after the request was sent, where the integration wants one made anew', async () => {
    expect(await expectationsOf({ forceAuthn: true })).toMatchObject({ authenticatedAfter: new Date(NOW) });
    expect(await expectationsOf({ forceAuthn: false })).toMatchObject({ authenticatedAfter: undefined });
  });

  it.each<[string, object | null, string]>([
    ['one that it has kept the secrets of', { id: 'state', sealedState: 'sealed' }, 'found'],
    ['one of another protocol, which has kept none', { id: 'state', sealedState: null }, 'oidc_response_invalid'],
    ['none', null, 'oidc_response_invalid'],
  ])('is that of a request of ours: %s', async (_, request, outcome) => {
    const proof = new OpenIdProof({ findAsked: async () => request } as never, {} as never, {} as never, {} as never, {} as never, {} as never, {} as never);
    const found = proof.findRequest({ state: 'state' } as never).then(
      () => 'found',
      ({ code }) => code,
    );
    expect(await found).toBe(outcome);
  });

  it.each<[unknown, readonly string[]]>([
    ['email', ['email', 'email_verified']],
    ['preferred_username', ['preferred_username']],
    ['sub', []],
  ])('asks for what %s needs', async (nameClaim, wantedClaims) => {
    expect(await expectationsOf({ nameClaim })).toMatchObject({ wantedClaims });
  });
});
