import { readFileSync } from 'node:fs';
import {
  fieldsOf,
  GUIDE_STAND_INS,
  guideToMarkdown,
  guideValuesOf,
  type IdentityProvider,
  IdentityProviderRegistry,
  NAME_MISMATCHES,
  type OpenIdIdentityProvider,
  type OpenIdStatements,
  printedGuide,
  readFields,
  renderGuide,
  renderText,
  type SamlIdentityProvider,
  type SamlStatements,
  unknownPlaceholders,
} from '@app/idp/contract';
import { refuseDirectory } from '@app/directory';
import { refuseSignIn } from '@app/idp';
import { Problem } from '@app/kernel';
import { refuseOidc } from '@app/oidc';
import { refuseSaml } from '@app/saml';

/** An assertion of the vendor as it was seen, and who it names. */
export interface ProfileSample {
  readonly name: string;
  readonly assertion: SamlStatements;
  readonly profile: Record<string, string | undefined>;
}

/** Claims of the vendor as they were seen, and whom they name. */
export interface OpenIdSample {
  readonly name: string;
  readonly statements: OpenIdStatements;
  readonly profile: Record<string, string | undefined>;
}

const LOGO_AT_MOST = 1_000_000;

/** Refusals that an administrator of the vendor can do something about, whatever the protocol. */
const HINTED_ALWAYS = ['user_inactive', 'user_not_provisioned', 'integration_unknown'];
const HINTED_AT_SIGN_IN = ['saml_response_missing', 'saml_response_malformed', 'saml_signature_invalid', 'saml_response_invalid', 'saml_assertion_replayed'];
const HINTED_AT_REVOCATION = ['revocation_token_invalid', 'revocation_token_invalid.issuer', 'revocation_token_invalid.audience', 'revocation_request_malformed', 'revocation_subject_unknown'];
const HINTED_AT_LOGOUT = ['logout_message_malformed', 'logout_signature_invalid', 'logout_message_invalid'];
/** Where one hint for the whole code would leave the reader guessing. */
const HINTED_CONDITIONS = [
  ...['audience', 'recipient', 'destination', 'issuer', 'expiry', 'not-before', 'issue-instant', 'in-response-to', 'status'],
  ...['subject', 'name-id', 'name-id-format', 'attribute', 'encryption', 'authn-context', 'certificate'],
].map((condition) => `saml_response_invalid.${condition}`);

const HINTED_AT_OPENID_SIGN_IN = [
  ...['oidc_response_malformed', 'oidc_response_invalid', 'oidc_refused_by_provider', 'oidc_client_refused', 'oidc_provider_unreachable'],
  ...['state', 'nonce', 'code', 'issuer', 'audience', 'signature', 'key', 'algorithm', 'expiry', 'issue-instant', 'email'].map((condition) => `oidc_response_invalid.${condition}`),
];

/** What holds for every identity provider: each plugin's spec runs this. */
export function describeIdentityProvider(provider: IdentityProvider): void {
  describe(`the identity provider ${provider.key}`, () => {
    it('is found by its key and by its name', () => {
      const registry = new IdentityProviderRegistry([provider]);
      expect(registry.get(provider.key)).toBe(provider);
      expect(registry.search(provider.name.toUpperCase())).toEqual([provider]);
      expect(registry.search(provider.searchWords[0] as string)).toEqual([provider]);
    });

    it('has a key that can stand in an address, and a sentence for the catalogue', () => {
      expect(provider.key).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(provider.summary).toMatch(/^[A-Z].*\.$/);
    });

    it('is frozen to its leaves', () => {
      const notFrozen: string[] = [];
      const look = (value: unknown, path: string) => {
        if (typeof value !== 'object' || value === null) return;
        if (!Object.isFrozen(value)) notFrozen.push(path);
        for (const [name, inner] of Object.entries(value)) look(inner, `${path}.${name}`);
      };
      look(provider, provider.key);
      expect(notFrozen).toEqual([]);
    });

    it('describes its fields so that their own examples are taken', () => {
      const fields = fieldsOf(provider);
      const names = fields.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const examples = Object.fromEntries(fields.map((field) => [field.name, 'example' in field ? field.example : field.default]));
      expect(readFields(fields, examples)).toEqual(examples);
      for (const { description } of fields) expect(description).toMatch(/^[A-Z].*\.$/);
    });

    it('has the fields that its capabilities name', () => {
      const { issuerOption, subjectOption } = provider.capabilities.revokesTokens ?? {};
      const names = provider.fields.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([issuerOption, subjectOption].filter((name) => name !== undefined)));
    });

    describeGuide(provider);
    describeHints(provider);
    describeIdentityAdvice(provider);
    describeLogo(provider);
  });
}

function describeGuide(provider: IdentityProvider): void {
  const { guide } = provider;
  const values = { ...GUIDE_STAND_INS, ...guideValuesOf('https://login.example.com', { entityId: 'urn:x', uniqueIdentifier: 'acme', provider: provider.key }), scimUsername: 'scim-1' };

  it('has a guide with steps, each section with a name of its own', () => {
    const ids = guide.sections.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, steps } of guide.sections) {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(steps.length).toBeGreaterThan(0);
    }
    expect(guide.sections.map(({ place }) => place)).toEqual(expect.arrayContaining(['vendor', 'here']));
  });

  it('names in its guide what can be filled in, and nothing else', () => {
    expect(unknownPlaceholders(JSON.stringify(guide))).toEqual([]);
    expect(JSON.stringify(renderGuide(guide, values))).not.toMatch(/\{[A-Za-z]+\}/);
  });

  it('gives what has to be copied into the vendor as lines of their own', () => {
    const copied = renderGuide(guide, values).sections.flatMap(({ steps }) => steps.flatMap(({ enter = [] }) => enter.map(({ value }) => value)));
    expect(copied).toEqual(expect.arrayContaining(provider.protocol === 'saml' ? [values.acsUrl, values.audience] : [values.callbackUrl, values.loginUrl]));
  });

  it('has its guide in docs, as it is (npm run docs writes it)', () => {
    expect(readFileSync(new URL(`../../docs/${provider.key}.md`, import.meta.url), 'utf8')).toBe(printedGuide(provider));
  });

  it('has a guide that can be printed, with stand-ins for what belongs to an integration', () => {
    const page = guideToMarkdown(renderGuide(guide, {}));
    expect(page).toMatch(/^# /);
    for (const { title } of guide.sections) expect(page).toContain(`## ${title}`);
    expect(page).toContain(`https://<MoovingON AI rest endpoint>/sso/${provider.protocol === 'saml' ? 'acs/' : 'oidc/callback'}`);
  });
}

function describeHints(provider: IdentityProvider): void {
  const { hints, capabilities, protocol } = provider;
  const ofSaml = [...HINTED_AT_SIGN_IN, ...HINTED_CONDITIONS, ...(capabilities.singleLogout ? HINTED_AT_LOGOUT : [])];
  const required = [...HINTED_ALWAYS, ...(capabilities.revokesTokens ? HINTED_AT_REVOCATION : []), ...(protocol === 'saml' ? ofSaml : HINTED_AT_OPENID_SIGN_IN)];

  it.each(required)('says what to change here for %s', (key) => {
    expect(hints[key]).toMatch(/\S+.*\.$/);
  });

  it('has hints for refusals that there are, with values that can be filled in', () => {
    const codes = Object.keys({ ...refuseSaml.definitions, ...refuseOidc.definitions, ...refuseSignIn.definitions, ...refuseDirectory.definitions });
    for (const [key, text] of Object.entries(hints)) {
      expect(codes).toContain(key.split('.', 1)[0]);
      expect(unknownPlaceholders(text)).toEqual([]);
      expect(renderText(text, guideValuesOf('https://login.example.com', { entityId: 'urn:x', uniqueIdentifier: 'acme' }))).not.toMatch(/[{}]/);
    }
  });
}

function describeIdentityAdvice({ identityAdvice }: IdentityProvider): void {
  it.each(NAME_MISMATCHES)('says what to change here where names do not match: %s', (mismatch) => {
    expect(identityAdvice[mismatch]).toMatch(/^[A-Z].*\.$/);
    expect(unknownPlaceholders(identityAdvice[mismatch])).toEqual([]);
    expect(Object.keys(identityAdvice).sort()).toEqual([...NAME_MISMATCHES].sort());
  });
}

function describeLogo({ logo }: IdentityProvider): void {
  it('has a logo that can be uploaded: a PNG of less than 1 MB, and the same as SVG', () => {
    const png = Buffer.from(logo.png, 'base64');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.length).toBeLessThan(LOGO_AT_MOST);
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(120);
    expect(logo.svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(logo.svg).not.toMatch(/<script|href|url\(/);
  });
}

/** The profile of a SAML vendor: what it reads, and what nobody can talk it into. */
export function describeSamlProfile(provider: SamlIdentityProvider, samples: readonly ProfileSample[]): void {
  describe(`the profile of ${provider.key}`, () => {
    it.each(samples)('reads $name', ({ assertion, profile }) => {
      expect(JSON.parse(JSON.stringify(provider.readProfile(assertion)))).toEqual(profile);
    });

    it.each(samples)('takes the subject from the NameID of $name, whatever the attributes say', ({ assertion }) => {
      const attributes = new Map([...assertion.attributes, ['subject', ['evil@example.com']], ['nameID', ['evil@example.com']], ['NameID', ['evil@example.com']], ['__proto__', ['evil@example.com']]]);
      const profile = provider.readProfile({ ...assertion, attributes });
      expect(profile.subject).toBe(assertion.nameId.trim());
      expect(Object.getPrototypeOf(profile)).toBe(Object.prototype);
    });

    it('reads the same twice, and leaves what it read as it was', () => {
      for (const { assertion } of samples) {
        const before = JSON.stringify([...assertion.attributes]);
        expect(provider.readProfile(assertion)).toEqual(provider.readProfile(assertion));
        expect(JSON.stringify([...assertion.attributes])).toBe(before);
      }
    });

    it('reads a person of whom nothing but the name is sent', () => {
      expect(provider.readProfile({ issuer: 'i', nameId: 'ada@example.com', attributes: new Map() }).subject).toBe('ada@example.com');
    });

    it('refuses an e-mail attribute that says two things', () => {
      const attributes = new Map([['email', ['a@example.com', 'b@example.com']]]);
      expect(() => provider.readProfile({ issuer: 'i', nameId: 'a@example.com', attributes })).toThrow(Problem);
    });
  });
}

/** The profile of an OpenID provider: what it reads, and what nobody can talk it into. */
export function describeOpenIdProfile(provider: OpenIdIdentityProvider, samples: readonly OpenIdSample[]): void {
  describe(`the profile of ${provider.key}`, () => {
    it.each(samples)('reads $name', ({ statements, profile }) => {
      expect(JSON.parse(JSON.stringify(provider.readProfile(statements)))).toEqual(profile);
    });

    it.each(samples)('takes the subject from sub of $name, whatever the other claims say', ({ statements }) => {
      const claims = new Map([...statements.claims, ['subject', 'evil@example.com'], ['email', 'evil@example.com'], ['preferred_username', 'evil@example.com'], ['__proto__', { subject: 'evil@example.com' }]]);
      const profile = provider.readProfile({ ...statements, claims });
      expect(profile.subject).toBe(statements.claims.get('sub'));
      expect(Object.getPrototypeOf(profile)).toBe(Object.prototype);
    });

    it('reads the same twice, and leaves what it read as it was', () => {
      for (const { statements } of samples) {
        const before = JSON.stringify([...statements.claims]);
        expect(provider.readProfile(statements)).toEqual(provider.readProfile(statements));
        expect(JSON.stringify([...statements.claims])).toBe(before);
      }
    });
  });
}
