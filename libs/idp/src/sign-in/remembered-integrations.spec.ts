import { RememberedIntegrations } from './remembered-integrations.js';
import type { TrustedIntegration } from './trusted-integration.js';

const integration = (uniqueIdentifier: string, changes: Partial<TrustedIntegration> = {}) => ({ id: '1', uniqueIdentifier, verified: true, version: 3, ...changes }) as TrustedIntegration;
const named = (relayState?: string, pathIdentifier?: string) => ({ relayState, pathIdentifier }) as never;

describe('integrations that are remembered', () => {
  it('are found by RelayState, or by the address before it', () => {
    const remembered = new RememberedIntegrations();
    for (const name of ['acme', 'globex']) remembered.remember(integration(name));
    expect(remembered.namedBy(named('acme'))).toMatchObject({ uniqueIdentifier: 'acme', version: 3, remembered: true });
    expect(remembered.namedBy(named('acme', 'globex'))?.uniqueIdentifier).toBe('globex');
    // Whoever the address means, it is not the other.
    expect(remembered.namedBy(named('acme', 'unknown'))).toBeUndefined();
    expect(remembered.namedBy(named())).toBeUndefined();
  });

  it('are verified ones, and such as were read', () => {
    const remembered = new RememberedIntegrations();
    remembered.remember(integration('new', { verified: false }));
    remembered.remember(integration('old', { remembered: true }));
    expect([remembered.namedBy(named('new')), remembered.namedBy(named('old'))]).toEqual([undefined, undefined]);
  });

  it('are forgotten one by one, and all of them before they are too many', () => {
    const remembered = new RememberedIntegrations();
    for (let count = 0; count < 1_000; count += 1) remembered.remember(integration(`i${count}`));
    remembered.forget(integration('i1'));
    expect([remembered.namedBy(named('i0')), remembered.namedBy(named('i1'))]).toEqual([expect.anything(), undefined]);
    for (const name of ['one', 'two']) remembered.remember(integration(name));
    expect([remembered.namedBy(named('i0')), remembered.namedBy(named('two'))]).toEqual([undefined, expect.anything()]);
  });
});
