import { deflateRawSync } from 'node:zlib';
import { createLogoutRequest, createLogoutResponse, verifyLogoutMessage, type IncomingLogoutMessage } from '@app/saml';
import { signElement } from '../support/saml/sign-xml.js';
import { makeTestKeys, type TestKeys } from '../support/saml/test-keys.js';

const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const OURS = 'https://app.example.test/sso/logout/acme';
const NOW = new Date('2026-11-24T09:00:00Z');

interface Request {
  issuer?: string;
  destination?: string | null;
  issueInstant?: string;
  nameId?: string | null;
  version?: string;
  notOnOrAfter?: string;
}

function requestXml({
  issuer = ISSUER,
  destination = OURS,
  issueInstant = NOW.toISOString(),
  nameId = 'ada@example.test',
  version = '2.0',
  notOnOrAfter,
}: Request = {}): string {
  const attributes = `ID="_${Math.random().toString(16).slice(2)}" Version="${version}" IssueInstant="${issueInstant}"${destination === null ? '' : ` Destination="${destination}"`}${notOnOrAfter ? ` NotOnOrAfter="${notOnOrAfter}"` : ''}`;
  const name = nameId === null ? '' : `<saml:NameID>${nameId}</saml:NameID>`;
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ${attributes}><saml:Issuer>${issuer}</saml:Issuer>${name}</samlp:LogoutRequest>`;
}

describe('the verification of logout messages', () => {
  let keys: TestKeys;
  let attacker: TestKeys;
  let signedQuery: string;
  let signedResponse: string;
  beforeAll(async () => {
    [keys, attacker] = (await Promise.all([makeTestKeys(), makeTestKeys()])) as [TestKeys, TestKeys];
    const common = {
      issuer: ISSUER,
      destination: { binding: 'redirect', location: OURS } as const,
      signingKey: keys.privateKey,
      now: NOW,
      relayState: 'state',
    };
    signedQuery = queryOf((await createLogoutRequest({ ...common, nameId: 'ada@example.test' })).url);
    signedResponse = queryOf((await createLogoutResponse({ ...common, inResponseTo: '_r', success: true })).url);
  });

  const queryOf = (url: string) => new URL(url).search.slice(1);
  const forged = () =>
    encodeURIComponent(deflateRawSync(requestXml({ nameId: 'victim@example.test' })).toString('base64'));
  const verify = (message: IncomingLogoutMessage) =>
    verifyLogoutMessage({
      message,
      certificates: [keys.certificate],
      expected: { issuer: ISSUER, destinations: [OURS], now: NOW },
    });
  const post = (xml: string): IncomingLogoutMessage => ({
    binding: 'post',
    fields: { SAMLRequest: Buffer.from(xml).toString('base64') },
  });
  const signed = (request: Request = {}, by = keys) =>
    post(signElement(requestXml(request), 'LogoutRequest', by, { inclusivePrefixes: [] }));
  const refusal = (message: IncomingLogoutMessage) =>
    verify(message).then(
      () => 'accepted',
      ({ code, members }) => `${code} ${members.condition}`,
    );

  it('accepts the twins: signed in the query, signed in the form', async () => {
    expect(await verify({ binding: 'redirect', rawQuery: signedQuery })).toMatchObject({
      nameId: 'ada@example.test',
      relayState: 'state',
    });
    expect(await verify({ binding: 'redirect', rawQuery: signedResponse })).toMatchObject({ kind: 'response' });
    expect(await verify(signed())).toMatchObject({ nameId: 'ada@example.test' });
  });

  it.each<[string, (signedQuery: string, signedResponse: string) => string, string]>([
    ['an unsigned request', () => `SAMLRequest=${forged()}`, 'logout_signature_invalid unsigned'],
    [
      'a signature without its algorithm',
      (query) => query.replace(/&SigAlg=[^&]*/, ''),
      'logout_signature_invalid unsigned',
    ],
    [
      'a request in place of the signed one',
      (query) => query.replace(/SAMLRequest=[^&]*/, `SAMLRequest=${forged()}`),
      'logout_signature_invalid signature',
    ],
    [
      'another relay state than the signed one',
      (query) => query.replace('RelayState=state', 'RelayState=other'),
      'logout_signature_invalid signature',
    ],
    [
      'a relay state that was taken away',
      (query) => query.replace('&RelayState=state', ''),
      'logout_signature_invalid signature',
    ],
    [
      'a forged request beside a signed response',
      (_, response) => `SAMLRequest=${forged()}&${response}`,
      'logout_message_malformed query',
    ],
    [
      'a forged request under a name with percent signs',
      (_, response) => `%53AMLRequest=${forged()}&${response}`,
      'logout_message_malformed query',
    ],
    ['a second request', (query) => `${query}&SAMLRequest=${forged()}`, 'logout_message_malformed query'],
    ['a second relay state', (query) => `${query}&RelayState=other`, 'logout_message_malformed query'],
    ['a second signature', (query) => `${query}&Signature=AAAA`, 'logout_message_malformed query'],
    ['a query without a message', () => 'RelayState=state', 'logout_message_malformed query'],
    ['another encoding', (query) => `${query}&SAMLEncoding=plain`, 'logout_message_malformed encoding'],
    ['RSA-SHA1', (query) => query.replace('rsa-sha256', 'rsa-sha1'), 'logout_signature_invalid signature-algorithm'],
    ['RSA-MD5', (query) => query.replace('rsa-sha256', 'rsa-md5'), 'logout_signature_invalid signature-algorithm'],
    [
      'a deflate bomb',
      () => `SAMLRequest=${encodeURIComponent(deflateRawSync(Buffer.alloc(10_000_000)).toString('base64'))}`,
      'logout_message_malformed size',
    ],
    [
      'what is not deflated',
      () => `SAMLRequest=${encodeURIComponent(Buffer.from(requestXml()).toString('base64'))}`,
      'logout_message_malformed encoding',
    ],
    [
      'a response under the name of a request',
      (_, response) => response.replace('SAMLResponse', 'SAMLRequest'),
      'logout_message_malformed structure',
    ],
  ])('refuses in the query %s', async (_name, forge, expected) => {
    expect(await refusal({ binding: 'redirect', rawQuery: forge(signedQuery, signedResponse) })).toBe(expected);
  });

  it.each<[string, () => IncomingLogoutMessage, string]>([
    ['an unsigned request', () => post(requestXml()), 'logout_signature_invalid unsigned'],
    ['a request that a stranger signed', () => signed({}, attacker), 'logout_signature_invalid signature'],
    [
      'a processing instruction in the NameID',
      () => post(signElement(requestXml(), 'LogoutRequest', keys).replace('</saml:NameID>', '<?x y?></saml:NameID>')),
      'logout_message_malformed processing-instruction',
    ],
    [
      'a NameID changed after signing',
      () =>
        post(signElement(requestXml(), 'LogoutRequest', keys, { inclusivePrefixes: [] }).replace('ada@', 'victim@')),
      'logout_signature_invalid digest',
    ],
    [
      'both messages',
      () => ({ binding: 'post', fields: { SAMLRequest: 'AAAA', SAMLResponse: 'AAAA' } }),
      'logout_message_malformed query',
    ],
    [
      'a list of messages',
      () => ({ binding: 'post', fields: { SAMLRequest: ['AAAA'] } }),
      'logout_message_malformed query',
    ],
    ['another issuer', () => signed({ issuer: 'http://www.okta.com/other' }), 'logout_message_invalid issuer'],
    [
      'another destination',
      () => signed({ destination: 'https://elsewhere.example.test/' }),
      'logout_message_invalid destination',
    ],
    ['no destination', () => signed({ destination: null }), 'logout_message_invalid destination'],
    ['an old request', () => signed({ issueInstant: '2026-11-24T08:46:00Z' }), 'logout_message_invalid issue-instant'],
    [
      'a request whose time is over',
      () => signed({ notOnOrAfter: '2026-11-24T08:56:00Z' }),
      'logout_message_invalid expiry',
    ],
    ['a request that names nobody', () => signed({ nameId: null }), 'logout_message_invalid name-id'],
    ['a request with an empty name', () => signed({ nameId: '' }), 'logout_message_invalid name-id'],
    ['another version', () => signed({ version: '1.1' }), 'logout_message_invalid version'],
  ])('refuses in the form %s', async (_name, forge, expected) => {
    expect(await refusal(forge())).toBe(expected);
  });
});
