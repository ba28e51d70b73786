import type { Field } from '@app/idp/contract';
import { SecretSealer } from '@app/kernel';
import { Options } from './options.js';

const fields: Field[] = [
  { kind: 'text', name: 'region', label: 'Region', description: 'Where.', required: true, example: 'eu' },
];
const settings = { issuer: 'https://login.example.com', clientId: 'us', nameClaim: 'email', forceAuthn: false };
const provider = { protocol: 'oidc', fields } as const;

describe('the options of an integration', () => {
  const options = new Options(new SecretSealer(['k'.repeat(32)]));
  const create = () => options.read(provider, { region: 'eu', ...settings, clientSecret: 'geheim' }, { id: '1', options: {} });

  it('keep a secret sealed, bound to the integration, and do not show it', () => {
    const stored = create();
    expect(stored.region).toBe('eu');
    expect(JSON.stringify(stored)).not.toContain('geheim');
    expect(options.show(provider, { options: stored })).toEqual({ region: 'eu', ...settings });
    expect(() => options.read(provider, {}, { id: '2', options: stored })).toThrow();
  });

  it('keep what is not sent, and the sealed form of a secret that did not change', () => {
    const stored = create();
    expect(options.read(provider, { region: 'us' }, { id: '1', options: stored })).toEqual({ region: 'us', ...settings, clientSecret: stored.clientSecret });
    expect(options.read(provider, { clientSecret: 'geheim' }, { id: '1', options: stored })).toEqual(stored);
    expect(options.read(provider, { clientSecret: 'neu' }, { id: '1', options: stored }).clientSecret).not.toBe(stored.clientSecret);
  });

  it('are refused by the rules of their fields, without the secret in the refusal', () => {
    const refused = (sent: unknown) => expect(() => options.read(provider, sent, { id: '1', options: {} }));
    refused({ clientSecret: 'geheim' }).toThrow(expect.objectContaining({ code: 'options_invalid', detail: expect.stringContaining('region') }));
    refused({ region: 'eu', clientSecret: 'x'.repeat(21) }).toThrow(expect.objectContaining({ detail: expect.not.stringContaining('xxx') }));
    refused({ region: 'eu', clientSecret: 'geheim', other: 1 }).toThrow(expect.objectContaining({ code: 'options_invalid' }));
  });
});
