import { MINUTE } from '@app/kernel';
import { engines } from '../../../../test/support/databases.js';
import { TestDirectory } from '../../../../test/support/directory.js';
import { DatabaseRateLimiter } from '../index.js';

describe.each(engines)('rate limits over all instances on %s', (engine) => {
  let directory: TestDirectory;
  let limiter: DatabaseRateLimiter;
  const limit = { limit: 3, windowMs: MINUTE };

  beforeAll(async () => {
    directory = await TestDirectory.open(engine);
    limiter = directory.get(DatabaseRateLimiter);
  });
  afterAll(() => directory.close());

  const allowed = async (key: string, cost?: number) => (await limiter.take(key, limit, cost)).allowed;

  it('let through what is within the limit, also when all come at once', async () => {
    const decisions = await Promise.all(Array.from({ length: 8 }, () => allowed('burst')));
    expect(decisions.filter(Boolean)).toHaveLength(3);
  });

  it('say when to come again, and let through again then', async () => {
    for (let count = 0; count < 3; count += 1) expect(await limiter.take('again', limit)).toEqual({ allowed: true, retryAfterSeconds: 0 });
    directory.clock.advance(20_500);
    expect(await limiter.take('again', limit)).toEqual({ allowed: false, retryAfterSeconds: 40 });
    directory.clock.advance(39_500);
    expect(await allowed('again')).toBe(true);
  });

  it('charge nothing for what is refused, and keep keys apart', async () => {
    expect([await allowed('cost', 2), await allowed('cost', 2), await allowed('cost', 1), await allowed('other')]).toEqual([true, false, true, true]);
    expect(await allowed('too much', 4)).toBe(false);
    expect(await allowed('too much', 3)).toBe(true);
  });

  it('take back what turned out not to count, never below nothing', async () => {
    expect([await allowed('back', 3), await allowed('back')]).toEqual([true, false]);
    await limiter.giveBack('back', 1);
    expect([await allowed('back'), await allowed('back')]).toEqual([true, false]);
    await limiter.giveBack('back', 100);
    expect([await allowed('back', 3), await allowed('back')]).toEqual([true, false]);
  });
});
