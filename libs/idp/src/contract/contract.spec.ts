import { Problem } from '@app/kernel';
import {
  acsSpellings,
  addressesOf,
  audiencesOf,
  type Field,
  fieldsSchema,
  findHint,
  guideToMarkdown,
  type Guide,
  IdentityProviderRegistry,
  narrowingOf,
  readFields,
  renderGuide,
  type SamlIdentityProvider,
} from './index.js';

const guide: Guide = {
  title: 'Example',
  introduction: 'Go to {publicUrl}.',
  notes: ['First {relayState}.'],
  sections: [{ id: 'one', title: 'One', place: 'vendor', steps: [{ text: 'Enter it.', enter: [{ field: 'ACS', value: '{acsUrl}' }], warning: 'Mind {audience}.' }] }],
  questions: [{ question: 'Why?', answer: 'Because of {audience}.' }],
};

const example = (key: string, name: string): SamlIdentityProvider => ({
  ...{ key, name, protocol: 'saml', summary: 'An example.', searchWords: ['sample'], fields: [], guide, hints: {}, identityAdvice: {} as never, logo: { svg: '', png: '' }, capabilities: {}, narrowing: {} },
  readProfile: ({ nameId }) => ({ subject: nameId }),
});

const fields: readonly Field[] = [
  { kind: 'text', name: 'clientId', label: 'Client ID', description: 'The id.', required: true, example: '0oa1', maxLength: 10 },
  { kind: 'url', name: 'issuer', label: 'Issuer', description: 'The issuer.', required: false, example: 'https://acme.okta.com' },
  { kind: 'secret', name: 'clientSecret', label: 'Secret', description: 'The secret.', required: false, example: 's3cret' },
  { kind: 'flag', name: 'strict', label: 'Strict', description: 'Strict or not.', default: true },
  { kind: 'choice', name: 'mode', label: 'Mode', description: 'The mode.', choices: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }], default: 'a' },
  { kind: 'texts', name: 'scopes', label: 'Scopes', description: 'The scopes.', example: ['openid'], most: 2 },
];

const problemOf = (call: () => unknown): Problem => {
  try {
    call();
  } catch (error) {
    return error as Problem;
  }
  throw new Error('Nothing was refused');
};

describe('the registry', () => {
  const registry = new IdentityProviderRegistry([example('zeta', 'Zeta'), example('alpha', 'Alpha Identity')]);

  it('lists by name', () => {
    expect(registry.list().map(({ key }) => key)).toEqual(['alpha', 'zeta']);
  });

  it('finds by every word, in whatever case, and all of them by nothing', () => {
    expect(registry.search('IDENTITY alpha').map(({ key }) => key)).toEqual(['alpha']);
    expect(registry.search('sample')).toHaveLength(2);
    expect(registry.search('alpha nothing')).toEqual([]);
    expect(registry.search('  ')).toHaveLength(2);
  });

  it('refuses a key that it does not know, with those that there are', () => {
    const { code, status, detail } = problemOf(() => registry.get('constructor'));
    expect({ code, status }).toEqual({ code: 'provider_unknown', status: 400 });
    expect(detail).toBe('No identity provider has this key, expected one of alpha, zeta, received "constructor"');
  });

  it('is not made with one key twice', () => {
    expect(() => new IdentityProviderRegistry([example('one', 'One'), example('one', 'Two')])).toThrow('same key');
  });
});

describe('fields', () => {
  it('read what was sent, and fill in defaults', () => {
    expect(readFields(fields, { clientId: '0oa1' })).toEqual({ clientId: '0oa1', issuer: undefined, clientSecret: undefined, strict: true, mode: 'a', scopes: [] });
  });

  it('keep what is stored where nothing is sent, and forget it for null', () => {
    const stored = { clientId: '0oa1', issuer: 'https://acme.okta.com', strict: false };
    expect(readFields(fields, { issuer: null }, stored)).toMatchObject({ clientId: '0oa1', issuer: undefined, strict: false });
  });

  it.each([
    [{}, '/options/clientId'],
    [{ clientId: '' }, '/options/clientId'],
    [{ clientId: 'longer than ten' }, '/options/clientId'],
    [{ clientId: 'line\nfeed' }, '/options/clientId'],
    [{ clientId: '0oa1', issuer: 'http://acme.okta.com' }, '/options/issuer'],
    [{ clientId: '0oa1', strict: 'true' }, '/options/strict'],
    [{ clientId: '0oa1', mode: 'c' }, '/options/mode'],
    [{ clientId: '0oa1', scopes: ['a', 'b', 'c'] }, '/options/scopes'],
    [{ clientId: '0oa1', skipSignatureValidation: true }, '/options/skipSignatureValidation'],
    [{ clientId: '0oa1', ['__proto__x']: 1 }, '/options/__proto__x'],
  ])('refuse %j at %s', (sent, pointer) => {
    const problem = problemOf(() => readFields(fields, sent));
    expect(problem.code).toBe('options_invalid');
    expect(problem.members.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('do not echo a secret', () => {
    expect(problemOf(() => readFields(fields, { clientId: '0oa1', clientSecret: ['hunter2'] })).detail).not.toContain('hunter2');
  });

  it('refuse what is no object', () => {
    for (const sent of ['x', [], null, 5]) if (sent !== undefined) expect(problemOf(() => readFields(fields, sent)).code).toBe('options_invalid');
  });

  it('describe themselves for OpenAPI', () => {
    expect(fieldsSchema(fields)).toMatchObject({
      ...{ type: 'object', additionalProperties: false, required: ['clientId'] },
      properties: { clientSecret: { writeOnly: true }, mode: { enum: ['a', 'b'], default: 'a' }, scopes: { type: 'array', maxItems: 2 } },
    });
  });
});

describe('a guide', () => {
  it('is filled in: plain in what is copied, as code in the text', () => {
    const filled = renderGuide(guide, { acsUrl: 'https://a.example/sso/acs/', audience: 'urn:a' });
    expect(filled.sections[0]?.steps[0]).toEqual({ text: 'Enter it.', enter: [{ field: 'ACS', value: 'https://a.example/sso/acs/' }], warning: 'Mind `urn:a`.' });
  });

  it('shows a stand-in for what is missing', () => {
    expect(renderGuide(guide, {}).notes).toEqual(['First `<unique_identifier>`.']);
  });

  it('cannot be broken out of by a value: it stays code', () => {
    expect(renderGuide(guide, { audience: 'a`**b**`' }).questions[0]?.answer).toBe('Because of `` a`**b**` ``.');
  });

  it('becomes one page of Markdown', () => {
    const page = guideToMarkdown(renderGuide(guide, { acsUrl: 'https://a.example/' }));
    expect(page).toContain('# Example\n\nGo to');
    expect(page).toContain('## One\n\n1. Enter it.\n   - **ACS:** `https://a.example/`');
    expect(page).toContain('**Why?** Because');
  });
});

describe('hints', () => {
  const hints = { saml_response_invalid: 'In general.', 'saml_response_invalid.audience': 'The audience.' };

  it('are found by code and condition, else by code', () => {
    expect(findHint(hints, { code: 'saml_response_invalid', members: { condition: 'audience' } })).toBe('The audience.');
    expect(findHint(hints, { code: 'saml_response_invalid', members: { condition: 'expiry' } })).toBe('In general.');
    expect(findHint(hints, { code: 'saml_response_invalid', members: {} })).toBe('In general.');
    expect(findHint(hints, { code: 'toString', members: {} })).toBeUndefined();
  });
});

describe('narrowing', () => {
  it('asks for what the plugin or the administrator asks for', () => {
    expect(narrowingOf({ encryptedOnly: true }, { signedResponseOnly: true, requestedOnly: false })).toMatchObject({ encryptedOnly: true, signedResponseOnly: true, requestedOnly: false });
  });

  it('cannot be made wider by an option: neither a false nor a longer list', () => {
    const narrowed = narrowingOf({ encryptedOnly: true, authnContexts: ['a'] }, { encryptedOnly: false, authnContexts: ['a', 'b'], nameIdFormats: ['x'] });
    expect(narrowed).toMatchObject({ encryptedOnly: true, authnContexts: ['a'] });
    expect(narrowed.nameIdFormats).toBeUndefined();
  });

  it('of lists that have nothing in common allows nothing', () => {
    expect(narrowingOf({ authnContexts: ['a'] }, { authnContexts: ['b'] }).authnContexts).toEqual([]);
  });
});

describe('addresses', () => {
  const publicUrl = 'https://login.example.com';

  it('begin with PUBLIC_URL', () => {
    expect(addressesOf(publicUrl, { entityId: 'urn:x', uniqueIdentifier: 'acme' })).toEqual({
      ...{ acsUrl: 'https://login.example.com/sso/acs/', audience: 'urn:x', relayState: 'acme' },
      ...{ loginUrl: 'https://login.example.com/sso/login/acme', logoutUrl: 'https://login.example.com/sso/logout/acme' },
      ...{ callbackUrl: 'https://login.example.com/sso/oidc/callback', revocationUrl: 'https://login.example.com/sso/revoke/acme' },
      ...{ metadataUrl: 'https://login.example.com/sso/metadata/acme', certificateUrl: 'https://login.example.com/sso/certificate.pem' },
      scimBaseUrl: 'https://login.example.com/api/scim/v2',
    });
  });

  it('expect the entity ID as audience, and for a plain token the address that ends with it as well', () => {
    expect(audiencesOf(publicUrl, { entityId: 'urn:x', uniqueIdentifier: 'acme' })).toEqual(['urn:x']);
    expect(audiencesOf(publicUrl, { entityId: 'acme', uniqueIdentifier: 'acme' })).toEqual(['acme', 'https://login.example.com/sso/acs/acme']);
  });

  it('know every spelling of the ACS', () => {
    const spellings = ['', '/', '/acme', '/acme/'].map((end) => `https://login.example.com/sso/acs${end}`);
    expect([...acsSpellings(publicUrl, { entityId: 'urn:x', uniqueIdentifier: 'acme' })].sort()).toEqual(spellings);
  });
});
