import { generateServiceProviderKeys, verifyResponse, type ServiceProviderKeys } from '@app/saml';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { encryptAssertionIn, encrypted, type EncryptionOptions } from '../support/saml/encrypt-assertion.js';
import { ForgeryKit } from '../support/saml/forgeries.js';
import type { Signed } from '../support/saml/forgery-kit.js';
import { makeTestKeys } from '../support/saml/test-keys.js';

const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const PERSON = 'ada@example.test';

describe('encrypted assertions', () => {
  let kit: ForgeryKit;
  let service: ServiceProviderKeys;
  let former: ServiceProviderKeys;
  beforeAll(async () => {
    const now = () => new Date();
    kit = await ForgeryKit.create({
      issuer: ISSUER,
      keys: await makeTestKeys(),
      audience: AUDIENCE,
      acsUrl: ACS,
      attacker: PERSON,
      victim: 'victim@example.test',
      now,
    });
    [service, former] = (await Promise.all(
      ['now', 'before'].map((commonName) => generateServiceProviderKeys({ commonName, now: now() })),
    )) as [ServiceProviderKeys, ServiceProviderKeys];
  });

  const verifyXml = (xml: string, decryptionKeys = [service.privateKey, former.privateKey]) =>
    verifyResponse({
      samlResponse: Buffer.from(xml).toString('base64'),
      certificates: [kit.target.keys.certificate],
      decryptionKeys,
      expected: { issuer: ISSUER, audiences: [AUDIENCE], recipients: [ACS], now: new Date() },
    });

  /** Signed inside, encrypted, signed outside: each where asked. */
  const make = (sign: Signed, options: EncryptionOptions = {}, certificate = service.certificate) => {
    const inside = sign === 'assertion' || sign === 'both' ? kit.honest({}, 'assertion') : kit.xml();
    const hidden = encryptAssertionIn(inside, certificate, options);
    return sign === 'response' || sign === 'both' ? kit.sign(hidden, 'response') : hidden;
  };

  const refusal = (xml: string, keys?: string[]) =>
    verifyXml(xml, keys).then(
      () => 'accepted',
      ({ code, members, detail }) => ({ code, condition: members.condition, detail }),
    );

  it.each(['response', 'assertion', 'both'] as const)('sign a person in when the signature is on: %s', async (sign) => {
    expect(await verifyXml(make(sign))).toMatchObject({
      nameId: PERSON,
      encrypted: true,
      signed: sign === 'assertion' ? 'assertion' : 'response',
    });
  });

  it.each([
    { cipher: 'aes-128-gcm' },
    { cipher: 'aes-128-cbc' },
    { cipher: 'aes-256-cbc' },
    { keyPlace: 'beside' },
    { transport: 'rsa-oaep-sha256' },
  ] as EncryptionOptions[])('under a signed response may be encrypted with %j', async (options) => {
    expect(await verifyXml(make('response', options))).toMatchObject({ nameId: PERSON });
  });

  it('may be encrypted for the key before, while it rolls over', async () => {
    expect(await verifyXml(make('both', {}, former.certificate))).toMatchObject({ nameId: PERSON });
  });

  it('of an identity provider that others wrote sign a person in', async () => {
    const provider = await SamlIdentityProvider.create({ entityId: ISSUER, keys: kit.target.keys });
    const issue = { nameId: PERSON, audience: AUDIENCE, recipient: ACS, encryptFor: service.certificate };
    expect(await verifyXml(await provider.issueXml({ ...issue, sign: 'both' }))).toMatchObject({
      nameId: PERSON,
      encrypted: true,
    });
    expect(await verifyXml(await provider.issueXml({ ...issue, sign: 'assertion' }))).toMatchObject({
      nameId: PERSON,
      signed: 'assertion',
    });
    const cbc = { ...issue, encryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc' };
    expect(await verifyXml(await provider.issueXml({ ...cbc, sign: 'response' }))).toMatchObject({ nameId: PERSON });
  });

  it('are refused in CBC when no signature covers the ciphertext', async () => {
    expect(await refusal(make('assertion', { cipher: 'aes-256-cbc' }))).toMatchObject({
      code: 'saml_response_invalid',
      condition: 'encryption',
    });
  });

  it.each([{ transport: 'rsa-1_5' }, { cipher: 'des-ede3-cbc' }] as EncryptionOptions[])(
    'are refused with %j, whoever signed',
    async (options) => {
      expect(await refusal(make('both', options))).toMatchObject({
        code: 'saml_response_invalid',
        condition: 'encryption',
      });
    },
  );

  it('are refused when what was hidden is no assertion of SAML, whoever signed outside', async () => {
    const other = kit.xml().replace(/(<saml2:Assertion xmlns:saml2=")[^"]+/, '$1urn:oasis:names:tc:SAML:1.0:assertion');
    expect(await refusal(kit.sign(encryptAssertionIn(other, service.certificate), 'response'))).toMatchObject({ code: 'saml_response_malformed', condition: 'structure' });
    expect(await refusal(kit.sign(encryptAssertionIn(kit.xml(), service.certificate), 'response'))).toBe('accepted');
  });

  it('are refused when nothing is signed', async () => {
    expect(await refusal(make('none'))).toMatchObject({ code: 'saml_signature_invalid', condition: 'unsigned' });
  });

  it('tell nobody what was wrong with a ciphertext: each failure is the same refusal', async () => {
    const flip = (at: number) => (content: Buffer) => {
      content.writeUInt8(content.readUInt8(content.length + at) ^ 1, content.length + at);
      return content;
    };
    const damaged = [
      make('assertion', { tamper: flip(-1) }),
      make('assertion', { tamper: flip(-100) }),
      make('assertion', { tamper: (content) => content.subarray(0, 20) }),
      make('assertion', {}, kit.attackerKeys.certificate),
      make('response', { cipher: 'aes-256-cbc', tamper: flip(-17) }),
      make('response', { cipher: 'aes-256-cbc', tamper: (content) => content.subarray(0, -5) }),
      make('response', {}, kit.attackerKeys.certificate),
    ];
    const refusals = await Promise.all(damaged.map((xml) => refusal(xml)));
    expect(new Set(refusals.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'saml_response_invalid', condition: 'encryption' });
  });

  it('are refused by a service without a key, saying so', async () => {
    expect(await refusal(make('both'), [])).toMatchObject({
      condition: 'encryption',
      detail: expect.stringContaining('no key'),
    });
  });

  it('are screened inside as outside', async () => {
    const hide = (plain: string) =>
      kit.sign(
        kit.xml().replace(/<saml2:Assertion .*<\/saml2:Assertion>/s, () => encrypted(plain, service.certificate, {})),
        'response',
      );
    expect(await refusal(hide('<!DOCTYPE a><a/>'))).toMatchObject({ condition: 'doctype' });
    expect(await refusal(hide('<saml2:NameID xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"/>'))).toMatchObject({
      condition: 'structure',
    });
  });

  it('holding a second assertion beside the signed one are refused', async () => {
    const signed = /<saml2:Assertion .*<\/saml2:Assertion>/s.exec(kit.honest({}, 'assertion'))?.[0] ?? '';
    const forged =
      /<saml2:Assertion .*<\/saml2:Assertion>/s.exec(kit.xml({ nameId: 'victim@example.test' }))?.[0] ?? '';
    const nested = signed.replace('<saml2:Subject>', `<saml2:Advice>${forged}</saml2:Advice><saml2:Subject>`);
    const xml = kit
      .xml()
      .replace(/<saml2:Assertion .*<\/saml2:Assertion>/s, () => encrypted(nested, service.certificate, {}));
    expect(await refusal(xml)).toMatchObject({ condition: 'assertion-count' });
  });
});
