import { makeTestKeys, type TestKeys } from '../../../../test/support/saml/test-keys.js';
import {
  assertionXml,
  EMAIL_FORMAT,
  goodFields,
  responseXml,
  type ResponseFields,
} from '../../../../test/support/saml/response-xml.js';
import { signElement, type SigningOptions } from '../../../../test/support/saml/sign-xml.js';
import { verifyResponse, type Expectations, type Narrowing } from '../index.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const PERSON = 'ada@example.test';
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('a verified assertion', () => {
  let keys: TestKeys;
  let others: TestKeys;
  let ec: TestKeys;
  beforeAll(async () => {
    [keys, others, ec] = (await Promise.all([
      makeTestKeys(),
      makeTestKeys({ notAfter: at(-1_000), notBefore: at(-2_000) }),
      makeTestKeys({ kind: 'ec256' }),
    ])) as [TestKeys, TestKeys, TestKeys];
  });

  interface Options {
    fields?: Partial<ResponseFields>;
    change?: (xml: string) => string;
    sign?: 'Response' | 'Assertion';
    by?: TestKeys;
    signing?: SigningOptions;
    certificates?: readonly string[];
    expected?: Partial<Expectations>;
    narrowing?: Narrowing;
  }
  const verify = ({
    fields = {},
    change = (xml) => xml,
    sign = 'Response',
    by = keys,
    signing,
    certificates = [keys.certificate],
    expected = {},
    narrowing,
  }: Options = {}) => {
    const all = {
      ...goodFields({ issuer: ISSUER, audience: AUDIENCE, acsUrl: ACS, nameId: PERSON, now: NOW }),
      ...fields,
    };
    const xml = signElement(change(responseXml(all, assertionXml(all))), sign, by, signing);
    return verifyResponse({
      samlResponse: Buffer.from(xml).toString('base64'),
      certificates,
      expected: { issuer: ISSUER, audiences: [AUDIENCE], recipients: [ACS], now: NOW, ...expected },
      narrowing,
    });
  };
  const condition = (options: Options) =>
    verify(options).then(
      () => 'accepted',
      ({ members }) => members?.condition,
    );

  it('says everything that the signature covers', async () => {
    const fields = {
      responseId: 'r1',
      assertionId: 'a1',
      sessionIndex: 's1',
      sessionNotOnOrAfter: at(60).toISOString(),
      moreConditions: '<saml2:OneTimeUse/>',
    };
    expect(await verify({ fields })).toEqual({
      assertionId: 'a1',
      responseId: 'r1',
      issuer: ISSUER,
      nameId: PERSON,
      nameIdFormat: EMAIL_FORMAT,
      nameQualifier: undefined,
      spNameQualifier: undefined,
      attributes: new Map([
        ['email', [PERSON]],
        ['firstName', ['Ada']],
        ['lastName', ['Lovelace']],
      ]),
      audiences: [AUDIENCE],
      recipient: ACS,
      destination: ACS,
      issueInstant: NOW,
      authnInstant: at(-120),
      authnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      sessionIndex: 's1',
      sessionNotOnOrAfter: at(60),
      notBefore: at(-5),
      notOnOrAfter: at(5),
      acceptableUntil: at(8),
      inResponseTo: undefined,
      oneTimeUse: true,
      signed: 'response',
      encrypted: false,
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      certificateFingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    });
  });

  it('refuses a name that is encrypted by itself, and says so', async () => {
    const encrypted = (xml: string) => xml.replace(/<saml2:NameID.*?<\/saml2:NameID>/, '<saml2:EncryptedID><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"/></saml2:EncryptedID>');
    await expect(verify({ change: encrypted })).rejects.toMatchObject({ code: 'saml_response_invalid', detail: expect.stringContaining('encrypted by itself'), members: { condition: 'name-id', received: 'an EncryptedID' } });
    expect(await condition({ change: (xml) => xml })).toBe('accepted');
  });

  it('leaves out the ID of a response that nobody signed', async () => {
    expect(await verify({ sign: 'Assertion' })).toMatchObject({ responseId: undefined, destination: undefined, signed: 'assertion' });
  });

  it.each([
    [
      'the conditions end first',
      { notOnOrAfter: at(2).toISOString(), confirmationNotOnOrAfter: at(4).toISOString() },
      at(2),
      at(5),
    ],
    [
      'the confirmation ends first',
      { notOnOrAfter: at(4).toISOString(), confirmationNotOnOrAfter: at(2).toISOString() },
      at(2),
      at(5),
    ],
    [
      'its age ends first',
      { notOnOrAfter: at(600).toISOString(), confirmationNotOnOrAfter: at(600).toISOString() },
      at(600),
      at(13),
    ],
  ])(
    'names the instant from which on it would be refused, when %s',
    async (_name, fields, notOnOrAfter, acceptableUntil) => {
      expect(await verify({ fields })).toMatchObject({ notOnOrAfter, acceptableUntil });
      expect(await condition({ fields, expected: { now: new Date(acceptableUntil.getTime() - 1) } })).toBe('accepted');
      expect(['expiry', 'issue-instant']).toContain(await condition({ fields, expected: { now: acceptableUntil } }));
    },
  );

  it('allows three minutes of clock skew on every instant, to the millisecond', async () => {
    const early = {
      issueInstant: at(3).toISOString(),
      responseIssueInstant: at(3).toISOString(),
      notBefore: at(3).toISOString(),
      authnInstant: at(3).toISOString(),
    };
    expect(await condition({ fields: early })).toBe('accepted');
    for (const name of Object.keys(early))
      expect(await condition({ fields: { ...early, [name]: new Date(at(3).getTime() + 1).toISOString() } })).toMatch(
        /instant|not-before/,
      );
  });

  it('keeps attributes of any name as data', async () => {
    const { attributes } = await verify({
      fields: {
        attributes: [
          ['__proto__', 'a'],
          ['constructor', 'b'],
          ['nameID', 'c'],
          ['groups', 'x', 'y'],
          ['groups', 'z'],
        ],
      },
    });
    expect([...attributes]).toEqual([
      ['__proto__', ['a']],
      ['constructor', ['b']],
      ['nameID', ['c']],
      ['groups', ['x', 'y', 'z']],
    ]);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  it('reads a NameID and values with entities, CDATA and line ends as they are', async () => {
    const change = (xml: string) =>
      xml
        .replace(`>${PERSON}</saml2:NameID>`, '><![CDATA[a<b]]>&amp;c&#64;x</saml2:NameID>')
        .replace('>Ada<', '> A&#13;\u{1F600} <');
    expect(await verify({ change })).toMatchObject({
      nameId: 'a<b&c@x',
      attributes: new Map([
        ['email', [PERSON]],
        ['firstName', [' A\r\u{1F600} ']],
        ['lastName', ['Lovelace']],
      ]),
    });
  });

  it('takes white space around the audience as layout', async () => {
    expect(await condition({ fields: { audiences: [`\n  ${AUDIENCE}\n`] } })).toBe('accepted');
  });

  it.each<[SigningOptions, 'keys' | 'ec']>([
    [{ signature: 'rsa-sha384', digest: 'sha384' }, 'keys'],
    [{ signature: 'rsa-sha512', digest: 'sha512' }, 'keys'],
    [{ signature: 'ecdsa-sha256' }, 'ec'],
    [{ canonicalization: 'exc-c14n-comments', inclusivePrefixes: [] }, 'keys'],
    [{ withKeyInfo: false }, 'keys'],
  ])('may be signed with %j', async (signing, owner) => {
    const by = owner === 'ec' ? ec : keys;
    for (const sign of ['Response', 'Assertion'] as const)
      expect(await verify({ signing, by, certificates: [by.certificate], sign })).toMatchObject({ nameId: PERSON });
  });

  it('may be signed with any certificate of the integration, and names which', async () => {
    const certificates = [others.certificate, ec.certificate, keys.certificate];
    const fingerprints = [await verify({ certificates }), await verify({ certificates, by: others })].map(
      ({ certificateFingerprint }) => certificateFingerprint,
    );
    expect(new Set(fingerprints).size).toBe(2);
  });

  it('is never signed with RSA below 2048 bits', async () => {
    const weak = await makeTestKeys({ kind: 'rsa1024' });
    expect(await condition({ by: weak, certificates: [weak.certificate] })).toBe('key');
    expect(await condition({ by: weak, certificates: [weak.certificate, keys.certificate] })).toBe('signature');
    expect(await condition({ certificates: [] })).toBe('key');
  });

  it('refused for a renewed certificate names both certificates', async () => {
    await expect(verify({ by: others })).rejects.toMatchObject({
      code: 'saml_signature_invalid',
      detail: expect.stringMatching(
        /expected one of ([0-9A-F]{2}:){31}[0-9A-F]{2}, received a message that names the certificate ([0-9A-F]{2}:){31}[0-9A-F]{2}/,
      ),
      hint: expect.stringContaining('metadata'),
    });
  });

  it('rests on any one bearer confirmation that holds, and refuses with the first otherwise', async () => {
    const bearer = (recipient: string, inResponseTo: string) =>
      `<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData Recipient="${recipient}" InResponseTo="${inResponseTo}" NotOnOrAfter="${at(3).toISOString()}"/></saml2:SubjectConfirmation>`;
    const change =
      (...more: string[]) =>
      (xml: string) =>
        xml.replace(/<saml2:SubjectConfirmation .*<\/saml2:SubjectConfirmation>/, more.join(''));
    expect(await verify({ change: change(bearer('https://other.test', '_1'), bearer(ACS, '_2')) })).toMatchObject({
      recipient: ACS,
      inResponseTo: '_2',
      notOnOrAfter: at(3),
    });
    expect(await condition({ change: change(bearer('https://other.test', '_1')) })).toBe('recipient');
    expect(await condition({ change: change('') })).toBe('subject-confirmation');
  });

  describe('and the request that it answers', () => {
    const both = { inResponseTo: '_r1', confirmationInResponseTo: '_r1' };
    it.each<[string, Partial<ResponseFields>, string | null | undefined, 'Response' | 'Assertion', string]>([
      ['the request of this browser', both, '_r1', 'Response', 'accepted'],
      [
        'the request of this browser, in the assertion alone',
        { confirmationInResponseTo: '_r1' },
        '_r1',
        'Assertion',
        'accepted',
      ],
      [
        'the request of this browser, in the signed response alone',
        { inResponseTo: '_r1' },
        '_r1',
        'Response',
        'accepted',
      ],
      [
        'the request of this browser, by an unsigned response alone',
        { inResponseTo: '_r1' },
        '_r1',
        'Assertion',
        'in-response-to',
      ],
      ['another request', both, '_r2', 'Response', 'in-response-to'],
      ['no request, where one is expected', {}, '_r1', 'Response', 'in-response-to'],
      ['a request, where none is expected', both, null, 'Response', 'in-response-to'],
      ['no request, where none is expected', {}, null, 'Response', 'accepted'],
      ['a request of which the caller will judge', both, undefined, 'Response', 'accepted'],
    ])('%s', async (_name, fields, requestId, sign, expected) => {
      expect(await condition({ fields, sign, expected: { requestId } })).toBe(expected);
    });

    it('is handed to the caller', async () => {
      expect(await verify({ fields: both })).toMatchObject({ inResponseTo: '_r1' });
    });
  });

  it.each<[string, Options, string]>([
    ['a format that is allowed', { narrowing: { nameIdFormats: [EMAIL_FORMAT] } }, 'accepted'],
    [
      'a format that is not allowed',
      { narrowing: { nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'] } },
      'name-id-format',
    ],
    [
      'no format, where unspecified is allowed',
      {
        fields: { nameIdFormat: null },
        narrowing: { nameIdFormats: ['urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'] },
      },
      'accepted',
    ],
    [
      'no format, where it is not',
      { fields: { nameIdFormat: null }, narrowing: { nameIdFormats: [EMAIL_FORMAT] } },
      'name-id-format',
    ],
    [
      'a way of signing in that is allowed',
      { narrowing: { authnContexts: ['urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'] } },
      'accepted',
    ],
    ['a way of signing in that is not', { narrowing: { authnContexts: ['urn:mfa'] } }, 'authn-context'],
    ['a sign-in before the request for a fresh one', { narrowing: { authenticatedAfter: at(-116) } }, 'authn-instant'],
    ['a sign-in after the request for a fresh one', { narrowing: { authenticatedAfter: at(-117) } }, 'accepted'],
    [
      'a certificate that has expired, where that is refused',
      { by: 'others' as never, narrowing: { currentCertificatesOnly: true } },
      'certificate',
    ],
    ['a certificate that has expired, where that is not refused', { by: 'others' as never }, 'accepted'],
    ['a current certificate', { narrowing: { currentCertificatesOnly: true } }, 'accepted'],
    ['an open assertion, where encryption is asked for', { narrowing: { encryptedOnly: true } }, 'encryption'],
    [
      'a signed assertion, where a signed response is asked for',
      { sign: 'Assertion', narrowing: { signedResponseOnly: true } },
      'signature',
    ],
    ['a signed response, where that is asked for', { narrowing: { signedResponseOnly: true } }, 'accepted'],
  ])('can be narrowed: %s', async (_name, options, expected) => {
    const expiring = (options.by as unknown) === 'others';
    expect(await condition(expiring ? { ...options, by: others, certificates: [others.certificate] } : options)).toBe(
      expected,
    );
  });

  it.each<[string, string, string]>([
    ['two issuers', '<saml2:Subject>', `<saml2:Issuer>${ISSUER}</saml2:Issuer><saml2:Subject>`],
    ['two subjects', '<saml2:Subject>', '<saml2:Subject/><saml2:Subject>'],
    ['two NameIDs', '<saml2:NameID ', '<saml2:NameID>x</saml2:NameID><saml2:NameID '],
    ['two sets of conditions', '<saml2:AuthnStatement', '<saml2:Conditions/><saml2:AuthnStatement'],
    ['an element inside the NameID', '</saml2:NameID>', '<saml2:x/></saml2:NameID>'],
    ['an element inside the audience', '</saml2:Audience>', '<saml2:x/></saml2:Audience>'],
  ])('never has %s', async (_name, from, to) => {
    expect(await condition({ change: (xml) => xml.replace(from, to) })).toBe('structure');
  });

  it('has an ID and a name of its issuer as an entity', async () => {
    expect(
      await condition({ sign: 'Response', change: (xml) => xml.replace(/(<saml2:Assertion [^>]*) ID="[^"]*"/, '$1') }),
    ).toBe('structure');
    expect(
      await condition({
        change: (xml) => xml.replace(/(<saml2:Assertion .*?)nameid-format:entity/, '$1nameid-format:persistent'),
      }),
    ).toBe('issuer');
  });
});
