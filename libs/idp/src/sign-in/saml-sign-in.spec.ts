import { Problem } from '@app/kernel';
import { ProvenSignIn } from './proven-sign-in.js';
import { SamlSignIn } from './saml-sign-in.js';

const PROOF = ['findIntegration', 'findRequest', 'verify', 'readProfile'] as const;
const ADMISSION = ['hold', 'findPerson', 'spendAssertion', 'spendRequest', 'openSession', 'markVerified', 'accepted', 'toApplication'] as const;
// These do not wait for each other, so that all of them are reached whichever refuses.
const TOGETHER = ADMISSION.slice(0, 4);
type Step = (typeof PROOF)[number] | (typeof ADMISSION)[number];

/** The sentence of a sign-in over steps that note that they were reached, and with what; one of them may refuse. */
function sentence(...refusing: readonly Step[]) {
  const reached: string[] = [];
  const given: Partial<Record<Step, readonly unknown[]>> = {};
  const step = (name: Step, result: unknown) => (...parameters: unknown[]) => {
    reached.push(name);
    given[name] = parameters;
    if (refusing.includes(name)) throw new Problem('refused', 401, 'Refused', name);
    return result;
  };
  const profile = step('readProfile', { subject: 'profile' });
  const before = { id: 'integration', accountId: 'as proven', plugin: { readProfile: profile } };
  const current = { id: 'integration', accountId: 'as held' };
  const asynchronous = (name: Step, result: unknown) => async (...parameters: unknown[]) => step(name, result)(...parameters);
  const record = {
    accepted: asynchronous('accepted', undefined),
    refusals: async (_: unknown, steps: () => Promise<unknown>) => {
      reached.push('[');
      return steps().finally(() => reached.push(']'));
    },
  };
  const unitOfWork = {
    run: async (work: (tx: unknown) => Promise<unknown>) => {
      reached.push('(');
      return work('tx').finally(() => reached.push(')'));
    },
  };
  const signIn = new SamlSignIn(
    { findIntegration: asynchronous('findIntegration', before), findRequest: asynchronous('findRequest', 'request'), verify: asynchronous('verify', { nameId: 'dana' }) } as never,
    { hold: asynchronous('hold', current), markVerified: asynchronous('markVerified', undefined) } as never,
    { findPerson: asynchronous('findPerson', { id: 'person' }), spendAssertion: asynchronous('spendAssertion', undefined), spendRequest: asynchronous('spendRequest', undefined), openSession: asynchronous('openSession', 'opened') } as never,
    { toApplication: asynchronous('toApplication', 'signed in') } as never,
    record as never,
    unitOfWork as never,
  );
  const proven = new ProvenSignIn({ attempt: true } as never, before as never, { nameId: 'dana' } as never, {} as never, 'request' as never);
  return { reached, given, current, proven, prove: () => signIn.prove({} as never), admit: () => signIn.admit(proven) };
}

describe('one SAML sign-in', () => {
  it('is proven in this order, and by nothing less', async () => {
    const { prove, reached } = sentence();
    expect(await prove()).toBeInstanceOf(ProvenSignIn);
    expect(reached).toEqual(PROOF);
  });

  it.each(PROOF)('ends where %s refuses: nothing after it is reached', async (step) => {
    const { prove, reached } = sentence(step);
    await expect(prove()).rejects.toMatchObject({ code: 'refused', detail: step });
    expect(reached).toEqual(PROOF.slice(0, PROOF.indexOf(step) + 1));
  });

  it('is admitted in one unit of work, in this order', async () => {
    const { admit, reached } = sentence();
    expect(await admit()).toBe('signed in');
    expect(reached).toEqual(['[', '(', ...ADMISSION, ')', ']']);
  });

  it.each(ADMISSION)('opens nothing where %s refuses: the unit of work fails, and the refusal is recorded outside of it', async (step) => {
    const { admit, reached } = sentence(step);
    await expect(admit()).rejects.toMatchObject({ code: 'refused', detail: step });
    expect(reached).toEqual(['[', '(', ...ADMISSION.slice(0, Math.max(TOGETHER.length, ADMISSION.indexOf(step) + 1)), ')', ']']);
  });

  it('is refused by the first of several steps that refuse at once', async () => {
    await expect(sentence('spendRequest', 'findPerson').admit()).rejects.toMatchObject({ detail: 'findPerson' });
    await expect(sentence(...TOGETHER).admit()).rejects.toMatchObject({ detail: 'hold' });
  });

  it('goes by the integration as the unit of work finds it, not as it was when the response was proven', async () => {
    const { admit, given, current, proven } = sentence();
    await admit();
    expect(given.hold).toEqual(['tx', proven.integration, proven.assertion]);
    expect([given.openSession?.[2], given.markVerified?.[1]]).toEqual([current, current]);
    // Whose people these are does not change, nor whose assertions were used.
    for (const step of ['findPerson', 'spendAssertion'] as const) expect(given[step]?.[1]).toBe(proven.integration);
  });

  it('opens the session of the person that was found by the proven name, and answers the request that was proven', async () => {
    const { admit, given, proven } = sentence();
    await admit();
    expect(given.findPerson?.[2]).toBe('dana');
    expect(given.openSession?.slice(0, 2)).toEqual(['tx', { id: 'person' }]);
    expect(given.spendAssertion?.[2]).toBe(proven.assertion);
    expect([given.spendRequest?.[1], given.toApplication?.[2]]).toEqual(['request', 'request']);
  });
});
