import { makeTestKeys, type TestKeys } from '../../../../test/support/saml/test-keys.js';
import { assertionXml, goodFields, responseXml, type ResponseFields } from '../../../../test/support/saml/response-xml.js';
import { signElement } from '../../../../test/support/saml/sign-xml.js';
import { verifyResponse, type Expectations, type Narrowing } from '../index.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toISOString();

interface Case {
  readonly fields?: Partial<ResponseFields>;
  readonly change?: (xml: string) => string;
  readonly sign?: 'Response' | 'Assertion' | 'nothing';
  readonly expected?: Partial<Expectations>;
  readonly narrowing?: Narrowing;
}

describe('a refusal says what was received', () => {
  let keys: TestKeys;
  beforeAll(async () => {
    keys = await makeTestKeys();
  });

  const verify = ({ fields = {}, change = (xml) => xml, sign = 'Response', expected = {}, narrowing }: Case) => {
    const all = { ...goodFields({ issuer: ISSUER, audience: AUDIENCE, acsUrl: ACS, nameId: 'ada@example.test', now: NOW }), ...fields };
    const changed = change(responseXml(all, assertionXml(all)));
    const xml = sign === 'nothing' ? changed : signElement(changed, sign, keys);
    return verifyResponse({ samlResponse: Buffer.from(xml).toString('base64'), certificates: [keys.certificate], expected: { issuer: ISSUER, audiences: [AUDIENCE], recipients: [ACS], now: NOW, ...expected }, narrowing });
  };
  const told = (one: Case) =>
    verify(one).then(
      () => 'accepted',
      ({ members }) => [members?.condition, members?.received],
    );

  const without = (pattern: RegExp) => (xml: string) => xml.replace(pattern, '');
  const inAssertion = (from: RegExp, to: string) => (xml: string) => xml.replace(/<saml2:Assertion.*<\/saml2:Assertion>/s, (assertion) => assertion.replace(from, to));

  it.each<[string, Case, unknown]>([
    ['another version of the response', { fields: { version: '1.1' } }, ['version', '1.1']],
    ['no version of the response', { change: without(/ Version="2.0"/) }, ['version', 'none']],
    ['another version of the assertion', { fields: { assertionVersion: '3.0' } }, ['version', '3.0']],
    ['no version of the assertion', { change: inAssertion(/ Version="2.0"/, '') }, ['version', 'none']],
    ['no issuer of the assertion', { change: inAssertion(/<saml2:Issuer.*?<\/saml2:Issuer>/, '') }, ['issuer', 'none']],
    ['another issuer of the assertion', { fields: { issuer: 'urn:other', responseIssuer: null } }, ['issuer', 'urn:other']],
    ['another issuer of the response', { fields: { responseIssuer: 'urn:other' } }, ['issuer', 'urn:other']],
    ['another destination', { fields: { destination: 'https://elsewhere.test/' } }, ['destination', 'https://elsewhere.test/']],
    ['no destination', { fields: { destination: null } }, ['destination', 'none']],
    ['other audiences', { fields: { audiences: ['urn:a', 'urn:b'] } }, ['audience', 'urn:a, urn:b']],
    ['no audience', { fields: { audiences: null } }, ['audience', 'none']],
    ['no conditions at all', { change: without(/<saml2:Conditions.*<\/saml2:Conditions>/s) }, ['audience', 'none']],
    ['an unknown condition', { fields: { moreConditions: '<saml2:Geofence/>' } }, ['condition', 'Geofence']],
    ['another recipient', { fields: { recipient: 'https://elsewhere.test/' } }, ['recipient', 'https://elsewhere.test/']],
    ['no recipient', { fields: { recipient: null } }, ['recipient', 'none']],
    ['another confirmation', { fields: { confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' } }, ['subject-confirmation', 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches']],
    ['no confirmation', { change: without(/<saml2:SubjectConfirmation .*<\/saml2:SubjectConfirmation>/s) }, ['subject-confirmation', 'none']],
    ['a confirmation with a beginning', { fields: { confirmationNotBefore: at(-1) } }, ['subject-confirmation', at(-1)]],
    ['an end that has come', { fields: { notOnOrAfter: at(-4) } }, ['expiry', at(-4)]],
    ['no end', { fields: { notOnOrAfter: null } }, ['expiry', 'none']],
    ['no NameID', { fields: { nameId: null } }, ['name-id', 'none']],
    ['an empty NameID', { fields: { nameId: '' } }, ['name-id', 'an empty one']],
    ['an answer to another request', { fields: { confirmationInResponseTo: '_1' }, expected: { requestId: '_2' } }, ['in-response-to', '_1']],
    ['an answer to none', { expected: { requestId: '_2' } }, ['in-response-to', 'none']],
    ['an answer that nobody asked for', { fields: { confirmationInResponseTo: '_1' }, expected: { requestId: null } }, ['in-response-to', '_1']],
    ['two answers in one', { fields: { inResponseTo: '_1', confirmationInResponseTo: '_2' } }, ['in-response-to', '_2']],
    ['another way to sign in', { narrowing: { authnContexts: ['urn:mfa'] } }, ['authn-context', 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport']],
    ['no way to sign in', { change: without(/<saml2:AuthnContextClassRef>.*<\/saml2:AuthnContextClassRef>/), narrowing: { authnContexts: ['urn:mfa'] } }, ['authn-context', 'none']],
    ['an assertion in clear, signed by itself, where it has to be encrypted', { sign: 'Assertion', narrowing: { encryptedOnly: true } }, ['encryption', 'an Assertion']],
    ['a refusal of the provider', { fields: { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' } }, ['status', 'urn:oasis:names:tc:SAML:2.0:status:Responder']],
    ['two assertions', { change: (xml) => xml.replace(/<saml2:Assertion.*<\/saml2:Assertion>/s, (assertion) => assertion + assertion.replace(/ ID="[^"]+"/, ' ID="another"')), sign: 'nothing' }, ['assertion-count', '2']],
    ['an assertion in another place', { change: (xml) => xml.replace(/(<saml2:Assertion.*<\/saml2:Assertion>)/s, '<saml2p:Extensions>$1</saml2p:Extensions>'), sign: 'nothing' }, ['assertion-count', 'one in another place']],
    ['an assertion of another language', { change: (xml) => xml.replaceAll('urn:oasis:names:tc:SAML:2.0:assertion', 'urn:oasis:names:tc:SAML:1.0:assertion'), sign: 'nothing' }, ['assertion-count', 'one in another place']],
  ])('%s', async (_, one, refusal) => {
    expect(await told(one)).toEqual(refusal);
  });

  it.each([
    ['Responder', 'AuthnFailed: not today', '<saml2p:StatusCode Value="Responder"><saml2p:StatusCode Value="AuthnFailed"/></saml2p:StatusCode><saml2p:StatusMessage>not today</saml2p:StatusMessage>'],
    ['none', '', ''],
  ])("the provider's reason for sending no assertion: %s", async (outer, rest, status) => {
    const change = (xml: string) => xml.replace(/<saml2:Assertion.*<\/saml2:Assertion>/s, '').replace(/<saml2p:StatusCode [^>]*\/>/, status);
    expect(await told({ change, sign: 'nothing' })).toEqual(['status', [outer, rest].filter(Boolean).join(': ')]);
  });

  it('a success without an assertion', async () => {
    expect(await told({ change: without(/<saml2:Assertion.*<\/saml2:Assertion>/s), sign: 'nothing' })).toEqual(['assertion-count', '0']);
  });

  it('the codes and the message of a status, the outer first', async () => {
    const change = (xml: string) => xml.replace(/<saml2p:StatusCode [^>]*\/>/, '<saml2p:StatusCode Value="Requester"/><saml2p:StatusMessage>who?</saml2p:StatusMessage>');
    expect(await told({ change })).toEqual(['status', 'Requester: who?']);
  });

  describe('and what holds is not refused', () => {
    it('conditions without a beginning', async () => {
      expect(await verify({ fields: { notBefore: null } })).toMatchObject({ nameId: 'ada@example.test', notBefore: undefined, sessionNotOnOrAfter: undefined, oneTimeUse: false });
    });

    it('a bearer confirmation beside another one, which counts for nothing', async () => {
      const other = `<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"><saml2:SubjectConfirmationData InResponseTo="_forged" NotOnOrAfter="${at(600)}" Recipient="${ACS}"/></saml2:SubjectConfirmation>`;
      const change = (xml: string) => xml.replace('<saml2:SubjectConfirmation ', `${other}<saml2:SubjectConfirmation `);
      const fields = { confirmationInResponseTo: '_asked' };
      expect(await verify({ fields, change, expected: { requestId: '_asked' } })).toMatchObject({ inResponseTo: '_asked', notOnOrAfter: new Date(at(5)) });
      expect(await told({ fields, change, expected: { requestId: '_forged' } })).toEqual(['in-response-to', '_asked']);
      expect(await told({ change: (xml) => change(xml).replace(BEARER, 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key') })).toEqual(['subject-confirmation', 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches, urn:oasis:names:tc:SAML:2.0:cm:holder-of-key']);
    });

    it.each(['2026-11-24T23:00:00+14:00', '2026-11-24T14:59:00+05:59', '2026-11-23T19:00:00-14:00'])('the furthest zones: %s', async (issueInstant) => {
      expect(await verify({ fields: { issueInstant } })).toMatchObject({ issueInstant: NOW });
    });
  });
});
