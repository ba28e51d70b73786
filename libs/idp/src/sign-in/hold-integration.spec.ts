import { FrozenClock, Problem } from '@app/kernel';
import { HoldIntegration } from './hold-integration.js';
import { ProofOutdated } from './remembered-integrations.js';
import type { TrustedIntegration } from './trusted-integration.js';

const before = { id: '1', accountId: 'a', name: 'Okta', entityId: 'urn:acme', issuer: 'http://idp', fingerprints: ['AA', 'BB'], verified: true, provider: 'okta', uniqueIdentifier: 'acme' } as unknown as TrustedIntegration;
const assertion = { issuer: 'http://idp', certificateFingerprint: 'BB' } as never;

/** What the unit of work finds of the integration. */
function holding(current: Partial<TrustedIntegration> | undefined) {
  const calls: string[] = [];
  const found = async (how: string) => {
    calls.push(how);
    return current ? {} : null;
  };
  const integrations = { findVersionForSignIn: async () => current?.version, findForSignIn: () => found('shared'), findForChange: () => found('exclusive'), markVerified: async () => void calls.push('marked') };
  const trusted = { completeHeld: async () => ({ ...before, ...current }) };
  const audit = { record: async () => void calls.push('audited') };
  const events = { raise: async () => void calls.push('told') };
  return { calls, step: new HoldIntegration(integrations as never, trusted as never, audit as never, events as never, new FrozenClock()) };
}

const refusalOf = (current: Partial<TrustedIntegration> | undefined) =>
  holding(current)
    .step.hold({} as never, before, assertion)
    .then(
      () => 'held',
      (error: unknown) => (error as Problem).code,
    );

describe('the integration in the unit of work that opens the session', () => {
  it('is held where it is the one that the proof was made against', async () => {
    expect(await refusalOf({})).toBe('held');
    expect(await refusalOf({ fingerprints: ['BB', 'CC'] })).toBe('held');
  });

  it.each<[string, Partial<TrustedIntegration> | undefined]>([
    ['it was deleted', undefined],
    ['it has another issuer', { issuer: 'http://other' }],
    ['it has another entity ID', { entityId: 'urn:other' }],
    ['the key that signed is gone', { fingerprints: ['AA'] }],
  ])('is refused where meanwhile %s', async (_, current) => {
    expect(await refusalOf(current)).toBe('integration_unknown');
  });

  it('is held by its version alone where it was remembered, and the proof is outdated where that has moved on, or it is gone', async () => {
    const remembered = { ...before, version: 3, remembered: true as const };
    const { step, calls } = holding({ version: 3 });
    expect(await step.hold({} as never, remembered, assertion)).toBe(remembered);
    expect(calls).toEqual([]);
    await expect(holding({ version: 4 }).step.hold({} as never, remembered, assertion)).rejects.toBeInstanceOf(ProofOutdated);
    await expect(holding(undefined).step.hold({} as never, remembered, assertion)).rejects.toBeInstanceOf(ProofOutdated);
  });

  it('lets sign-ins go on side by side once it is verified, and one alone be the first', async () => {
    const shared = holding({});
    await shared.step.hold({} as never, before, assertion);
    expect(shared.calls).toEqual(['shared']);
    const first = holding({ verified: false });
    await first.step.hold({} as never, { ...before, verified: false }, assertion);
    expect(first.calls).toEqual(['exclusive']);
  });

  it('is marked verified, audited and told of once', async () => {
    const { calls, step } = holding({});
    await step.markVerified({} as never, { ...before, verified: false }, 'user', {} as never);
    expect(calls).toEqual(['marked', 'audited', 'told']);
    await step.markVerified({} as never, before, 'user', {} as never);
    expect(calls).toHaveLength(3);
  });
});
