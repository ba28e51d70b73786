import type { Problem } from '@app/kernel';
import { HoldOpenIdIntegration } from './hold-openid-integration.js';
import type { TrustedOpenIdIntegration } from './trusted-openid-integration.js';

const client = { clientId: 'moovingon', clientSecret: 'sealed away' };
const before = { id: '1', name: 'OpenID Connect', issuer: 'https://idp', client, options: { nameClaim: 'email' }, verified: true } as unknown as TrustedOpenIdIntegration;

/** What the unit of work finds of the integration. */
function holding(current: object | undefined) {
  const calls: string[] = [];
  const found = async (how: string) => {
    calls.push(how);
    return current ? {} : null;
  };
  const integrations = { findForSignIn: () => found('shared'), findForChange: () => found('exclusive') };
  return { calls, step: new HoldOpenIdIntegration(integrations as never, { complete: () => ({ ...before, ...current }) } as never) };
}

const outcomeOf = (current: object | undefined) =>
  holding(current)
    .step.hold({} as never, before)
    .then(
      () => 'held',
      (error: unknown) => (error as Problem).code,
    );

describe('the integration in the unit of work that opens a session by OpenID Connect', () => {
  it('is held where it is the one that the ID token was proven against', async () => {
    expect(await outcomeOf({})).toBe('held');
    expect(await outcomeOf({ name: 'another name', options: { nameClaim: 'email', forceAuthn: true } })).toBe('held');
  });

  it.each<[string, object | undefined]>([
    ['it was deleted', undefined],
    ['it has another provider', { issuer: 'https://other' }],
    ['it has another client', { client: { ...client, clientId: 'other' } }],
    ['it has another client secret', { client: { ...client, clientSecret: 'other' } }],
    ['it looks people up by another claim', { options: { nameClaim: 'sub' } }],
  ])('is refused where meanwhile %s', async (_, current) => {
    expect(await outcomeOf(current)).toBe('integration_unknown');
  });

  it('lets sign-ins go on side by side once it is verified, and one alone be the first', async () => {
    const [shared, first] = [holding({}), holding({})];
    await shared.step.hold({} as never, before);
    await first.step.hold({} as never, { ...before, verified: false });
    expect([shared.calls, first.calls]).toEqual([['shared'], ['exclusive']]);
  });
});
