import { Problem } from '@app/kernel';
import { ProvenSignIn } from './proven-sign-in.js';
import { ProofOutdated } from './remembered-integrations.js';
import { SamlSignIn } from './saml-sign-in.js';

const PROOF = ['findIntegration', 'findRequest', 'verify', 'readProfile'] as const;
const ADMISSION = ['hold', 'findPerson', 'spendAssertion', 'spendRequest', 'openSession', 'markVerified', 'accepted', 'toApplication'] as const;
// These do not wait for each other, so that all of them are reached whichever refuses.
const TOGETHER = ADMISSION.slice(0, 4);
type Step = (typeof PROOF)[number] | (typeof ADMISSION)[number];

/** The sentence of a sign-in over steps that note that they were reached, and with what; one of them may refuse. */
function sentence(...refusing: readonly Step[]) {
  const reached: string[] = [];
  const outdated: unknown[] = [];
  const given: Partial<Record<Step, readonly unknown[]>> = {};
  const step = (name: Step, result: unknown) => (...parameters: unknown[]) => {
    reached.push(name);
    given[name] = parameters;
    if (name === 'hold' && outdated.splice(0).length > 0) throw new ProofOutdated();
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
  const memory: unknown[] = [];
  let recalled: ProvenSignIn | undefined;
  const signIn = new SamlSignIn(
    { recall: async () => recalled, remember: (one: unknown) => void memory.push(['remember', one]), forget: (one: unknown) => void memory.push(['forget', one]), findIntegration: asynchronous('findIntegration', before), findRequest: asynchronous('findRequest', 'request'), verify: asynchronous('verify', { nameId: 'dana' }) } as never,
    { hold: asynchronous('hold', current), markVerified: asynchronous('markVerified', undefined) } as never,
    { findPerson: asynchronous('findPerson', { id: 'person' }), spendAssertion: asynchronous('spendAssertion', undefined), spendRequest: asynchronous('spendRequest', undefined), openSession: asynchronous('openSession', 'opened') } as never,
    { toApplication: asynchronous('toApplication', 'signed in') } as never,
    record as never,
    unitOfWork as never,
  );
  const proven = new ProvenSignIn({ attempt: true } as never, before as never, { nameId: 'dana' } as never, {} as never, 'request' as never);
  const recall = (one: ProvenSignIn) => {
    recalled = one;
    return signIn.prove({} as never);
  };
  return { reached, given, current, proven, memory, recall, before, outdated, prove: () => signIn.prove({} as never), admit: () => signIn.admit(proven) };
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

  it('is proven by what is remembered where that is enough', async () => {
    const { recall, proven, reached } = sentence();
    expect(await recall(proven)).toBe(proven);
    expect(reached).toEqual([]);
  });

  it('goes from its start where what was remembered is not so any more, once', async () => {
    const { admit, outdated, given, proven, memory, reached, before } = sentence();
    outdated.push(true);
    expect(await admit()).toBe('signed in');
    expect(reached).toEqual(['[', '(', ...TOGETHER, ')', ...PROOF, '(', ...ADMISSION, ')', ']']);
    expect(memory).toEqual([['forget', proven], ['remember', proven]]);
    expect(given.hold?.[1]).toBe(before);
  });

  it.each([...PROOF, ...ADMISSION])('that goes from its start anew is refused where %s refuses', async (step) => {
    const { admit, outdated, reached } = sentence(step);
    outdated.push(true);
    await expect(admit()).rejects.toMatchObject({ code: 'refused' });
    expect(reached.at(-1)).toBe(']');
    expect(reached).not.toContain('toApplication' === step ? 'nothing' : 'toApplication');
  });

  it('is remembered for the next once it is admitted, and not where it was refused', async () => {
    const admitted = sentence();
    await admitted.admit();
    expect(admitted.memory).toEqual([['remember', admitted.proven]]);
    const refused = sentence('accepted');
    await refused.admit().catch(() => undefined);
    expect(refused.memory).toEqual([]);
  });
});
