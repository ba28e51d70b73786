import { Problem } from '@app/kernel';
import { FORGERIES, forge, ForgeryKit } from '../../../../test/support/saml/forgeries.js';
import { encode, type Signed } from '../../../../test/support/saml/forgery-kit.js';
import { mutate, seeded } from '../../../../test/support/saml/mutate.js';
import { makeTestKeys } from '../../../../test/support/saml/test-keys.js';
import { proveQuickly, proveResponse } from './prove-response.js';
import type { ResponseToVerify } from './verify-response.js';

const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const NOW = new Date('2026-11-24T09:00:00Z');
const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const SEED = Date.now() % 1_000_000;

const SIGNED: readonly Signed[] = ['response', 'assertion', 'both'];

describe('the quick verification', () => {
  let kit: ForgeryKit;
  beforeAll(async () => {
    const target = {
      issuer: ISSUER,
      keys: await makeTestKeys(),
      audience: AUDIENCE,
      acsUrl: ACS,
      attacker: 'mallory@example.test',
      victim: 'victim@example.test',
    };
    kit = await ForgeryKit.create({ ...target, now: () => NOW });
  });

  const toVerify = (samlResponse: string, changes: Partial<ResponseToVerify> = {}): ResponseToVerify => ({
    samlResponse,
    certificates: [kit.target.keys.certificate],
    expected: { issuer: ISSUER, audiences: [AUDIENCE], recipients: [ACS], now: NOW },
    ...changes,
  });
  const completely = (response: ResponseToVerify) => {
    try {
      return proveResponse(response);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return undefined;
    }
  };
  /** What it accepts, the complete verification accepts, and proves the same of it. @returns whether it accepts */
  const expectAgreement = (response: ResponseToVerify): boolean => {
    const quick = proveQuickly(response);
    if (quick) expect(quick).toEqual(completely(response));
    return quick !== undefined;
  };

  it.each(SIGNED)('accepts what programs write, signed: %s', (signed) => {
    expect(expectAgreement(toVerify(encode(kit.honest({}, signed))))).toBe(true);
  });

  it('accepts no forgery, and of their twins what the complete one accepts, which accepts them all', () => {
    for (const forgery of FORGERIES) {
      const { evil, good } = forge(forgery, kit);
      expect(proveQuickly(toVerify(evil))).toBeUndefined();
      expectAgreement(toVerify(good));
      expect(completely(toVerify(good))).toMatchObject({ nameId: kit.target.attacker });
      expect(completely(toVerify(evil))).toBeUndefined();
    }
  });

  it(`agrees with the complete one on random mutations of good responses (seed ${SEED})`, () => {
    const chance = seeded(SEED);
    const good = SIGNED.map((signed) => kit.honest({ attributes: [['groups', 'a', 'b']] }, signed));
    let accepted = 0;
    for (let count = 0; count < 1_500; count++) {
      const response = toVerify(encode(mutate(good[count % good.length] as string, chance)));
      if (expectAgreement(response)) accepted += 1;
    }
    expect(accepted).toBeGreaterThan(15);
  });

  it.each<[string, () => ResponseToVerify]>([
    [
      'a long response',
      () =>
        toVerify(
          encode(
            kit.honest({ attributes: [['groups', ...Array.from({ length: 2_000 }, (_, index) => `group ${index}`)]] }),
          ),
        ),
    ],
    [
      'one with many values',
      () => toVerify(encode(kit.honest({ attributes: [['groups', ...Array.from({ length: 600 }, () => '')]] }))),
    ],
    [
      'one with a character that takes two code units',
      () => toVerify(encode(kit.honest({ attributes: [['name', 'Ada 😀']] }))),
    ],
    [
      'an integration with many certificates',
      () =>
        toVerify(encode(kit.honest()), { certificates: Array.from({ length: 5 }, () => kit.target.keys.certificate) }),
    ],
  ])('leaves %s to the complete one, which accepts it', (_, response) => {
    expect(proveQuickly(response())).toBeUndefined();
    expect(completely(response())).toMatchObject({ nameId: kit.target.attacker });
  });

  it.each<[string, (response: ResponseToVerify) => ResponseToVerify]>([
    ['an expectation', (response) => ({ ...response, expected: { ...response.expected, requestId: '_other' } })],
    ['a narrowing', (response) => ({ ...response, narrowing: { encryptedOnly: true } })],
    ['no certificate', (response) => ({ ...response, certificates: [] })],
  ])('accepts nothing against %s', (_, change) => {
    expect(proveQuickly(change(toVerify(encode(kit.honest()))))).toBeUndefined();
  });
});
