import { DIALECTS } from '../scim/dialects.js';
import type { DialectKey } from '../org/model.js';
import { checkProvisioning } from './check-provisioning.js';
import { StandInService, type Mistake } from './stand-in-service.js';
import { Story } from './story.js';
import { summary } from './summary.js';

async function check(dialect: DialectKey, mistake: Mistake) {
  const service = new StandInService(mistake);
  const baseUrl = await service.start();
  const lines: string[] = [];
  const story = new Story((line) => lines.push(line));
  try {
    await checkProvisioning(story, dialect, {
      baseUrl,
      credentials: { mode: 'basic', username: 'u', password: 'secret' },
    });
    return {
      story,
      lines,
      left: service.left,
      failed: story.results.filter(({ outcome }) => outcome === 'failed').map(({ title }) => title),
    };
  } finally {
    service.close();
  }
}

describe('the check of an installation', () => {
  it.each(Object.keys(DIALECTS) as DialectKey[])(
    'passes in the dialect %s where nothing is wrong, and leaves nothing behind',
    async (dialect) => {
      const { failed, left, lines } = await check(dialect, 'none');
      expect(failed).toEqual([]);
      expect(left).toBe(0);
      expect(lines.join('\n')).not.toMatch(/secret|dTpz/);
    },
  );

  it.each([
    ['gives the password back', 'The user is stored as it was sent'],
    ['takes any phone', 'A phone without + is refused'],
    ['revokes an absent admin', 'A name is changed'],
    ['forgets members', 'A group is pushed'],
    ['ignores deactivation', 'Somebody leaves'],
    ['creates twice', 'The same person is created a second time'],
    ['is a look-up that is 404', 'Somebody who does not exist'],
  ] as const)('notices a service that %s', async (mistake, step) => {
    const { failed, story } = await check('okta-wizard', mistake);
    expect(failed.some((title) => title.startsWith(step))).toBe(true);
    expect(summary(story.results)).toContain(`✗ ${step}`);
  });

  it('counts what could not be run as not passed', async () => {
    const { story } = await check('okta-wizard', 'is a look-up that is 404');
    expect(story.results.some(({ outcome }) => outcome === 'not run')).toBe(true);
    expect(story.failed).toBe(story.results.filter(({ outcome }) => outcome !== 'passed').length);
  });
});
