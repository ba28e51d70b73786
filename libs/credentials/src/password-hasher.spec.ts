import { jest } from '@jest/globals';
import bcrypt from 'bcrypt';
import { loadSettings } from '@app/settings';
import { isHashable, PasswordHasher } from './password-hasher.js';
import { Slots } from './slots.js';

const settings = (cost: number) => loadSettings({ BCRYPT_COST: String(cost), SECRET_KEY: 'k'.repeat(32) });

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher(settings(4));

  it('verifies what it hashed and nothing else', async () => {
    const hash = await hasher.hash('correct horse');
    expect(hash).toMatch(/^\$2b\$04\$/);
    expect(await hasher.verify('correct horse', hash)).toBe(true);
    expect(await hasher.verify('correct horsE', hash)).toBe(false);
  });

  it('takes no secret that bcrypt would cut short', async () => {
    const long = 'ä'.repeat(36);
    expect(isHashable(long)).toBe(true);
    expect(isHashable(`${long}x`)).toBe(false);
    await expect(hasher.hash(`${long}x`)).rejects.toThrow(RangeError);
    expect(await hasher.verify(`${long}x`, await hasher.hash(long))).toBe(false);
  });

  it('takes no secret with a NUL, at which bcrypt would stop', async () => {
    await expect(hasher.hash('abc\0def')).rejects.toThrow(RangeError);
    expect(await hasher.verify('abc\0def', await hasher.hash('abc'))).toBe(false);
  });

  it('does the same work for a name that nobody has', async () => {
    const compare = jest.spyOn(bcrypt, 'compare');
    const strong = new PasswordHasher(settings(9));
    await strong.verifyNothing();
    await strong.verify('y', await strong.hash('x'));
    const [ofNothing = '', real = ''] = compare.mock.calls.map(([, hash]) => hash);
    compare.mockRestore();
    // A hash of another cost takes another time, and bcrypt gives up at once on one that is not well formed.
    expect(bcrypt.getRounds(ofNothing)).toBe(bcrypt.getRounds(real));
    for (const hash of [ofNothing, real]) expect(hash).toMatch(/^\$2b\$09\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}$/);
  });

  it('never finds the secret of a name that nobody has', async () => {
    expect(await hasher.verifyNothing()).toBe(false);
  });
});

it('lets so many run at once, and the others in the order in which they came', async () => {
  const slots = new Slots(2);
  const order: string[] = [];
  let running = 0;
  const work = (name: string) =>
    slots.run(async () => {
      running += 1;
      expect(running).toBeLessThanOrEqual(2);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      order.push(name);
      if (name === 'b') throw new Error('b fails');
    });
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map(work));
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});
