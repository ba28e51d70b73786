import { PasswordHasher } from '@app/credentials';
import { loadSettings } from '@app/settings';
import { networkOf } from './network-of.js';
import { PasswordHashing } from './password-hashing.js';

describe('passwords', () => {
  const hashing = new PasswordHashing(new PasswordHasher(loadSettings({ SECRET_KEY: 's'.repeat(32), BCRYPT_COST: '4' })));

  it('fit their own hash alone', async () => {
    const hash = await hashing.hash('correct horse battery staple');
    expect(hash).toMatch(/^\$2b\$04\$/);
    expect(await hashing.verify('correct horse battery staple', hash)).toBe(true);
    expect(await hashing.verify('Correct horse battery staple', hash)).toBe(false);
    expect(await hashing.verify('correct horse battery staple', undefined)).toBe(false);
  });

  it('of more than 72 bytes fit no hash, though bcrypt reads no more', async () => {
    const longest = 'x'.repeat(72);
    const hash = await hashing.hash(longest);
    expect(await hashing.verify(longest, hash)).toBe(true);
    expect(await hashing.verify(`${longest}y`, hash)).toBe(false);
  });

  it.each([
    ['of 11 characters', 'x'.repeat(11)],
    ['of 73 bytes', 'x'.repeat(73)],
    ['of 37 characters that are 74 bytes', 'ü'.repeat(37)],
    ['with NUL', 'correct horse\u0000battery'],
  ])('%s are refused', async (_, password) => {
    await expect(hashing.hash(password)).rejects.toMatchObject({ code: 'password_invalid', status: 400 });
  });

  it('say nothing of themselves in the refusal', async () => {
    const refusal = (await hashing.hash('hunter2').catch((error: unknown) => error)) as Error;
    expect(JSON.stringify({ ...refusal, message: refusal.message })).not.toContain('hunter2');
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  [null, 'unknown'],
])('counts %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
