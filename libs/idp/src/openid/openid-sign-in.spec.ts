import { Problem } from '@app/kernel';
import { OpenIdSignIn } from './openid-sign-in.js';

const STEPS = ['findRequest', 'findIntegration', 'assertSameBrowser', 'spend', 'verify', 'readProfile', '(', 'hold', 'findPerson', 'openSession', 'markVerified', 'accepted', 'toApplication', ')'] as const;
type Step = Exclude<(typeof STEPS)[number], '(' | ')'>;
const REFUSING = STEPS.filter((step): step is Step => step.length > 1);

/** The sentence of a sign-in over steps that note that they were reached, and with what; one of them may refuse. */
function sentence(refusing?: Step) {
  const reached: string[] = [];
  const given: Partial<Record<Step, readonly unknown[]>> = {};
  const step = (name: Step, result: unknown) => (...parameters: unknown[]) => {
    reached.push(name);
    given[name] = parameters;
    if (name === refusing) throw new Problem('refused', 401, 'Refused', name);
    return result;
  };
  const asynchronous = (name: Step, result: unknown) => async (...parameters: unknown[]) => step(name, result)(...parameters);
  const token = { subject: 'dana', claims: new Map() };
  const before = { id: 'integration', accountId: 'as proven', options: { nameClaim: 'sub' }, plugin: { readProfile: step('readProfile', {}) } };
  const current = { id: 'integration', accountId: 'as held' };
  const unitOfWork = {
    run: async (work: (tx: unknown) => Promise<unknown>) => {
      reached.push('(');
      return work('tx').finally(() => reached.push(')'));
    },
  };
  const signIn = new OpenIdSignIn(
    { findRequest: asynchronous('findRequest', 'request'), findIntegration: asynchronous('findIntegration', before), assertSameBrowser: step('assertSameBrowser', undefined), spend: asynchronous('spend', undefined), verify: asynchronous('verify', token) } as never,
    { hold: asynchronous('hold', current) } as never,
    { markVerified: asynchronous('markVerified', undefined) } as never,
    { findPerson: asynchronous('findPerson', { id: 'person' }), openSession: asynchronous('openSession', 'opened') } as never,
    { toApplication: asynchronous('toApplication', 'signed in') } as never,
    { accepted: asynchronous('accepted', undefined), refusals: async (_: unknown, steps: () => Promise<unknown>) => steps() } as never,
    unitOfWork as never,
  );
  return { reached, given, before, current, signIn: () => signIn.signIn({} as never) };
}

describe('one sign-in by OpenID Connect', () => {
  it('takes these steps, in this order', async () => {
    const { signIn, reached } = sentence();
    expect(await signIn()).toBe('signed in');
    expect(reached).toEqual(STEPS);
  });

  it.each(REFUSING)('ends where %s refuses: nothing after it is reached, and the unit of work fails', async (step) => {
    const { signIn, reached } = sentence(step);
    await expect(signIn()).rejects.toMatchObject({ code: 'refused', detail: step });
    const until = STEPS.slice(0, STEPS.indexOf(step) + 1);
    expect(reached).toEqual(until.includes('(') && !until.includes(')') ? [...until, ')'] : until);
  });

  it('goes by the integration as the unit of work finds it, not as it was when the answer was proven', async () => {
    const { signIn, given, before, current } = sentence();
    await signIn();
    expect(given.hold).toEqual(['tx', before]);
    for (const step of ['findPerson', 'markVerified'] as const) expect(given[step]?.[1]).toBe(current);
    expect(given.openSession?.slice(0, 3)).toEqual(['tx', { id: 'person' }, current]);
    expect(given.findPerson?.[2]).toBe('dana');
  });
});
