import { TrustedIntegrations } from './trusted-integration.js';

const row = (version: number) => ({ id: '1', version, provider: 'x', issuer: 'http://idp', options: {}, provided: {}, verifiedAt: null }) as never;

/** Certificates as the database has them at the moment of each look. */
function looking() {
  const stored = { fingerprint: 'AA', looks: 0 };
  const certificates = {
    list: async () => {
      stored.looks += 1;
      return [{ pem: 'pem', fingerprint: stored.fingerprint }];
    },
  };
  return { stored, trusted: new TrustedIntegrations({ find: () => ({ protocol: 'saml' }) } as never, certificates as never) };
}

describe('the certificates of an integration', () => {
  it('are read once for a version of it, and again for the next', async () => {
    const { stored, trusted } = looking();
    await trusted.complete({} as never, row(1));
    expect((await trusted.complete({} as never, row(1)))?.fingerprints).toEqual(['AA']);
    expect(stored.looks).toBe(1);
    stored.fingerprint = 'BB';
    expect((await trusted.complete({} as never, row(2)))?.fingerprints).toEqual(['BB']);
    expect((await trusted.completeHeld({} as never, row(2)))?.fingerprints).toEqual(['BB']);
    expect(stored.looks).toBe(2);
  });

  it('that a unit of work has read are not kept: it may be undone', async () => {
    const { stored, trusted } = looking();
    stored.fingerprint = 'undone';
    expect((await trusted.completeHeld({} as never, row(2)))?.fingerprints).toEqual(['undone']);
    stored.fingerprint = 'AA';
    expect((await trusted.complete({} as never, row(2)))?.fingerprints).toEqual(['AA']);
  });
});
