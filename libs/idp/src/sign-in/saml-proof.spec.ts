import { Problem } from '@app/kernel';
import type { Attempt } from './attempt.js';
import { SamlProof } from './saml-proof.js';

const remembered = { id: 'remembered', plugin: { readProfile: () => ({ subject: 'dana' }) } };
const ASSERTION = { nameId: 'dana' };

/** A proof where the remembered integration's quick verification gives this. */
function recalling(verified: () => Promise<unknown>, integration: unknown = remembered) {
  const proof = new SamlProof({} as never, {} as never, {} as never, { verifyQuickly: verified } as never, { namedBy: () => integration ?? undefined } as never);
  const attempt = { relayState: 'acme' } as Attempt;
  return { attempt, recall: (changes: Partial<Attempt> = {}) => proof.recall(Object.assign(attempt, changes)) };
}

describe('a proof by what is remembered', () => {
  it('is made where the quick verification accepts, and answers no request', async () => {
    const { attempt, recall } = recalling(async () => ASSERTION);
    expect(await recall()).toMatchObject({ integration: remembered, assertion: ASSERTION, profile: { subject: 'dana' }, request: null });
    expect(attempt).toMatchObject({ integration: remembered, assertion: ASSERTION });
  });

  it.each<[string, () => Promise<unknown>, Partial<Attempt>, unknown]>([
    ['it does not accept', async () => undefined, {}, remembered],
    ['it refuses', () => Promise.reject(new Problem('c', 401, 't', 'd')), {}, remembered],
    ['the plugin refuses', async () => ASSERTION, {}, { plugin: { readProfile: () => { throw new Problem('c', 401, 't', 'd'); } } }],
    ['nothing is remembered', async () => ASSERTION, {}, null],
    ['the browser has asked for a sign-in', async () => ASSERTION, { browserKey: 'key' }, remembered],
  ])('is none where %s: nothing is known of the attempt then', async (_, verified, changes, integration) => {
    const { attempt, recall } = recalling(verified, integration);
    expect(await recall(changes)).toBeUndefined();
    expect([attempt.integration, attempt.assertion]).toEqual([undefined, undefined]);
  });

  it('hides no fault', async () => {
    await expect(recalling(() => Promise.reject(new TypeError('a fault'))).recall()).rejects.toThrow('a fault');
  });
});
