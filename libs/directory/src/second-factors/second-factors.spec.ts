import { FrozenClock, SECOND } from '@app/kernel';
import { newRecoveryCodes, recoveryCodeDigest } from './recovery-codes.js';
import { newTotpSecret, totpStepOf, totpUri } from './totp.js';

describe('the code of an authenticator app', () => {
  // RFC 6238, appendix B: the secret 12345678901234567890 in base32, and the last six of its eight digits (RFC 4226 §5.3).
  const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i of the RFC is %s', (second, code) => {
    const clock = new FrozenClock(new Date(second * SECOND));
    expect(totpStepOf(SECRET, code, clock.millis())).toBe(Math.floor(second / 30));
  });

  it('is taken from one step before to one step after, and told by its own step', () => {
    const clock = new FrozenClock(new Date(1111111109 * SECOND));
    const step = Math.floor(1111111109 / 30);
    const taken = [-2, -1, 0, 1, 2].map((steps) => totpStepOf(SECRET, '081804', clock.millis() + steps * 30 * SECOND));
    expect(taken).toEqual([undefined, step, step, step, undefined]);
  });

  it('may be typed with a blank in the middle, and is nothing else than six digits', () => {
    const at = 59 * SECOND;
    expect(totpStepOf(SECRET, ' 287 082 ', at)).toBe(1);
    for (const code of ['', '28708', '2870822', '28708x', '２８７０８２', '-287082e0']) expect([code, totpStepOf(SECRET, code, at)]).toEqual([code, undefined]);
  });

  it('comes of a secret of 160 bits, which the address for the app carries', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const uri = new URL(totpUri(secret, 'odd:ada&secret=x@example.com'));
    expect([uri.protocol, uri.host, uri.searchParams.getAll('secret'), uri.searchParams.get('issuer')]).toEqual(['otpauth:', 'totp', [secret], 'MoovingON AI']);
  });
});

describe('recovery codes', () => {
  it('are ten of 100 bits each', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('are read as people write them', () => {
    const stored = recoveryCodeDigest('ada', '01ABC-01ABC-01ABC-01ABC');
    for (const typed of ['oiabc-olabc-OIABC-01abc', '01ABC01ABC01ABC01ABC', ' 01abc 01abc 01abc 01abc ']) expect(recoveryCodeDigest('ada', typed)).toBe(stored);
    expect(recoveryCodeDigest('bob', '01ABC-01ABC-01ABC-01ABC')).not.toBe(stored);
  });
});
