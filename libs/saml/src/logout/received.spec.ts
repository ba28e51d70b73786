import { sign } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { signElement } from '../../../../test/support/saml/sign-xml.js';
import { makeTestKeys, type TestKeys } from '../../../../test/support/saml/test-keys.js';
import { createLogoutRequest, createLogoutResponse, peekLogoutMessage, verifyLogoutMessage, type IncomingLogoutMessage, type OutgoingMessage } from '../index.js';
import { readXml } from '../xml/element.js';

const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const OURS = 'https://app.example.test/sso/logout/acme';
const NOW = new Date('2026-11-24T09:00:00Z');
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

type Attributes = Readonly<Record<string, string | undefined>>;
const text = (attributes: Attributes) => Object.entries(attributes).filter(([, value]) => value !== undefined).map(([name, value]) => ` ${name}="${value}"`).join('');
const head = { ID: '_1', Version: '2.0', IssueInstant: NOW.toISOString(), Destination: OURS };
const NAME = '<saml:NameID>ada@example.test</saml:NameID>';
const message = (name: string, attributes: Attributes, inside: string, issuer = `<saml:Issuer>${ISSUER}</saml:Issuer>`) =>
  `<samlp:${name} xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}"${text({ ...head, ...attributes })}>${issuer}${inside}</samlp:${name}>`;
const status = (value?: string) => `<samlp:Status><samlp:StatusCode${text({ Value: value })}/></samlp:Status>`;

describe('a logout message says', () => {
  let keys: TestKeys;
  beforeAll(async () => {
    keys = await makeTestKeys();
  });

  const signed = (xml: string, name: 'LogoutRequest' | 'LogoutResponse' = 'LogoutRequest') => ({
    binding: 'post' as const,
    fields: { [name === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse']: Buffer.from(signElement(xml, name, keys, { inclusivePrefixes: [] })).toString('base64') },
  });
  const told = (incoming: IncomingLogoutMessage, requestId?: string) =>
    verifyLogoutMessage({ message: incoming, certificates: [keys.certificate], expected: { issuer: ISSUER, destinations: [OURS, `${OURS}/`], now: NOW, requestId } }).then(
      (verified) => verified as unknown,
      ({ code, members }) => [code, members?.condition, members?.expected, members?.received],
    );
  const request = (attributes: Attributes = {}, inside = NAME, issuer?: string) => told(signed(message('LogoutRequest', attributes, inside, issuer)));
  const response = (attributes: Attributes = {}, inside = status(SUCCESS), requestId?: string) => told(signed(message('LogoutResponse', attributes, inside), 'LogoutResponse'), requestId);

  it('whom it is about, and until when it would be taken', async () => {
    const name = '<saml:NameID Format="f" NameQualifier="q" SPNameQualifier="s">ada@example.test</saml:NameID><samlp:SessionIndex>one</samlp:SessionIndex><samlp:SessionIndex>two</samlp:SessionIndex>';
    expect(await request({}, name)).toEqual({
      ...{ kind: 'request', id: '_1', issuer: ISSUER, issueInstant: NOW, acceptableUntil: new Date(NOW.getTime() + 13 * 60_000), relayState: undefined },
      ...{ nameId: 'ada@example.test', nameIdFormat: 'f', nameQualifier: 'q', spNameQualifier: 's', sessionIndexes: ['one', 'two'] },
    });
  });

  it.each<[string | undefined, string, boolean]>([
    [SUCCESS, SUCCESS, true],
    ['urn:oasis:names:tc:SAML:2.0:status:Responder', 'urn:oasis:names:tc:SAML:2.0:status:Responder', false],
    [undefined, '', false],
  ])('how it went: %s', async (value, said, success) => {
    expect(await response({ InResponseTo: '_r' }, status(value))).toMatchObject({ kind: 'response', inResponseTo: '_r', status: said, success });
  });

  it('nothing of how it went where it has no status', async () => {
    expect(await response({}, '')).toMatchObject({ success: false, status: '' });
  });

  it.each<[string, Attributes, string | undefined, string, unknown[]]>([
    ['no version', { Version: undefined }, undefined, NAME, ['version', '2.0', 'none']],
    ['no ID', { ID: '' }, undefined, NAME, ['reference']],
    ['no issuer', {}, '', NAME, ['issuer', ISSUER, 'none']],
    ['an empty issuer', {}, '<saml:Issuer/>', NAME, ['issuer', ISSUER, 'none']],
    ['no destination', { Destination: undefined }, undefined, NAME, ['destination', `${OURS} or ${OURS}/`, 'none']],
    ['an empty destination', { Destination: '' }, undefined, NAME, ['destination', `${OURS} or ${OURS}/`, 'none']],
    ['another destination', { Destination: 'https://x' }, undefined, NAME, ['destination', `${OURS} or ${OURS}/`, 'https://x']],
    ['no instant', { IssueInstant: undefined }, undefined, NAME, ['issue-instant', 'an xs:dateTime with its zone', 'none']],
    ['no name', {}, undefined, '', ['name-id', 'a NameID', 'none']],
    ['an empty name', {}, undefined, '<saml:NameID> </saml:NameID>', ['name-id', 'a NameID', 'an empty one']],
    ['two names', {}, undefined, NAME + NAME, ['structure', 'one', '2']],
    ['a name that holds elements', {}, undefined, '<saml:NameID><saml:x/></saml:NameID>', ['structure', 'text alone', '<x>']],
    ['a session that holds elements', {}, undefined, `${NAME}<samlp:SessionIndex><saml:x/></samlp:SessionIndex>`, ['structure', 'text alone', '<x>']],
    ['two issuers', {}, `<saml:Issuer>${ISSUER}</saml:Issuer><saml:Issuer>${ISSUER}</saml:Issuer>`, NAME, ['structure', 'one', '2']],
  ])('in its refusal what was received: %s', async (_, attributes, issuer, inside, refusal) => {
    const [, ...finding] = (await request(attributes, inside, issuer)) as unknown[];
    expect(finding.slice(0, refusal.length)).toEqual(refusal);
    expect(await request()).toMatchObject({ kind: 'request' });
  });

  it('in its refusal which request it answers', async () => {
    expect(await response({ InResponseTo: '_r' }, status(SUCCESS), '_q')).toEqual(['logout_message_invalid', 'in-response-to', '_q', '_r']);
    expect(await response({}, status(SUCCESS), '_q')).toEqual(['logout_message_invalid', 'in-response-to', '_q', 'none']);
    expect(await response({ InResponseTo: '_q' }, status(SUCCESS), '_q')).toMatchObject({ success: true });
    expect(await response({ InResponseTo: '_r' })).toMatchObject({ success: true });
  });

  it('nothing of an answer where it is a request, whatever was asked', async () => {
    expect(await told(signed(message('LogoutRequest', {}, NAME)), '_q')).toMatchObject({ kind: 'request' });
  });

  it('when it ends, where it does: with three minutes of clock skew', async () => {
    const until = (minutes: number) => request({ NotOnOrAfter: new Date(NOW.getTime() + minutes * 60_000).toISOString() });
    expect(await until(-2)).toMatchObject({ kind: 'request' });
    expect(await until(-3)).toEqual(['logout_message_invalid', 'expiry', expect.any(String), expect.any(String)]);
    expect(await request({ NotOnOrAfter: 'soon' })).toEqual(['logout_message_invalid', 'expiry', expect.any(String), expect.any(String)]);
  });

  it('one thing by its kind: neither a name nor a namespace alone makes it', async () => {
    const other = message('LogoutRequest', {}, NAME).replace(`xmlns:samlp="${PROTOCOL}"`, 'xmlns:samlp="urn:other"');
    expect(await told(signed(other))).toEqual(['logout_message_malformed', 'structure', 'samlp:LogoutRequest', 'LogoutRequest']);
    const { fields } = signed(message('LogoutRequest', {}, NAME));
    expect(await told({ binding: 'post', fields: { SAMLResponse: fields.SAMLRequest } })).toEqual(['logout_message_malformed', 'structure', 'samlp:LogoutResponse', 'LogoutRequest']);
  });

  it.each<[string, Record<string, unknown>, unknown[]]>([
    ['nothing', {}, ['query', 'SAMLRequest or SAMLResponse', 'neither']],
    ['both', { SAMLRequest: 'AAAA', SAMLResponse: 'AAAA' }, ['query', 'SAMLRequest or SAMLResponse', 'SAMLRequest and SAMLResponse']],
    ['a list', { SAMLRequest: ['AAAA'] }, ['query', 'a text', 'something else']],
    ['a RelayState that is a list', { SAMLRequest: 'AAAA', RelayState: ['a', 'b'] }, ['query', 'a text', 'something else']],
    ['a RelayState of null', { SAMLRequest: 'AAAA', RelayState: null }, ['query', 'a text', 'something else']],
    ['what stands in the prototype alone', Object.create({ SAMLRequest: 'AAAA' }) as Record<string, unknown>, ['query', 'SAMLRequest or SAMLResponse', 'neither']],
  ])('nothing in a form with %s', async (_, fields, finding) => {
    expect(await told({ binding: 'post', fields })).toEqual(['logout_message_malformed', ...finding]);
  });

  it('its RelayState in a form', async () => {
    const incoming = signed(message('LogoutRequest', {}, NAME));
    expect(await told({ ...incoming, fields: { ...incoming.fields, RelayState: 'state' } })).toMatchObject({ relayState: 'state' });
  });

  it('nothing in a form where its signature does not stand in it, or covers another', async () => {
    const xml = Buffer.from(signed(message('LogoutRequest', {}, NAME)).fields.SAMLRequest as string, 'base64').toString();
    const posted = (changed: string) => told({ binding: 'post', fields: { SAMLRequest: Buffer.from(changed).toString('base64') } });
    const moved = xml.replace(/(<ds:Signature .*<\/ds:Signature>)(<saml:NameID>)/s, '<samlp:Extensions>$1</samlp:Extensions>$2');
    expect(await posted(moved)).toEqual(['logout_signature_invalid', 'signature-structure', 'in LogoutRequest', 'in Extensions']);
    expect(await posted(xml.replace('</saml:NameID>', '</saml:NameID><samlp:Extensions ID="_1"/>'))).toEqual(['logout_signature_invalid', 'duplicate-id', 'each ID once', '_1']);
  });

  describe('by redirect', () => {
    const options = () => ({ issuer: ISSUER, destination: { binding: 'redirect', location: OURS } as const, signingKey: keys.privateKey, now: NOW });
    const queryOf = ({ url }: OutgoingMessage) => new URL(url).search.slice(1);
    const request = async (relayState?: string) => queryOf(await createLogoutRequest({ ...options(), nameId: 'ada@example.test', relayState }));
    const by = (rawQuery: string) => told({ binding: 'redirect', rawQuery });

    it('nothing without a signature or its algorithm', async () => {
      const query = await request();
      for (const part of [/&Signature=[^&]*/, /&SigAlg=[^&]*/, /(?<=&Signature=)[^&]*/]) expect(await by(query.replace(part, ''))).toEqual(['logout_signature_invalid', 'unsigned', 'a signature', 'none']);
      expect(await by(query)).toMatchObject({ kind: 'request', relayState: undefined });
    });

    it('its RelayState, with a plus for a space as forms write it', async () => {
      expect(await by(await request('their state'))).toMatchObject({ relayState: 'their state' });
      const [signed] = (await request('their state')).replace('their%20state', 'their+state').split('&Signature=') as [string];
      const signature = sign('sha256', Buffer.from(signed), keys.privateKey).toString('base64');
      expect(await by(`${signed}&Signature=${encodeURIComponent(signature)}`)).toMatchObject({ relayState: 'their state' });
      expect(await by(`${signed.replace('their+', 'another+')}&Signature=${encodeURIComponent(signature)}`)).toEqual(['logout_signature_invalid', 'signature', expect.any(String), 'a message that names no certificate']);
    });

    it('nothing without an ID, which is what is used once', async () => {
      const signedQuery = (xml: string) => {
        const octets = `SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}&SigAlg=${encodeURIComponent('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')}`;
        return `${octets}&Signature=${encodeURIComponent(sign('sha256', Buffer.from(octets), keys.privateKey).toString('base64'))}`;
      };
      for (const ID of [undefined, '']) expect(await by(signedQuery(message('LogoutRequest', { ID }, NAME)))).toEqual(['logout_message_invalid', 'structure', 'an ID', 'none']);
      expect(await by(signedQuery(message('LogoutRequest', {}, NAME)))).toMatchObject({ id: '_1' });
    });

    it('nothing of whose it is where it names nobody', async () => {
      const rawQuery = `SAMLRequest=${encodeURIComponent(deflateRawSync(message('LogoutRequest', {}, NAME, '')).toString('base64'))}`;
      expect(await peekLogoutMessage({ binding: 'redirect', rawQuery })).toEqual({ kind: 'request', issuer: undefined });
    });

    it('its encoding, where it says one', async () => {
      const query = await request();
      expect(await by(`${query}&SAMLEncoding=urn%3Aoasis%3Anames%3Atc%3ASAML%3A2.0%3Abindings%3AURL-Encoding%3ADEFLATE`)).toMatchObject({ kind: 'request' });
      for (const encoding of ['plain', '%3AURL-Encoding%3ADEFLATE-NOT', '']) expect(await by(`${query}&SAMLEncoding=${encoding}`)).toEqual(['logout_message_malformed', 'encoding', 'DEFLATE', decodeURIComponent(encoding)]);
    });

    it('whose it is, before it is believed', async () => {
      expect(await peekLogoutMessage({ binding: 'redirect', rawQuery: (await request()).replace(/&Signature=.*/, '') })).toEqual({ kind: 'request', issuer: ISSUER });
      const answer = queryOf(await createLogoutResponse({ ...options(), inResponseTo: '_r', success: true }));
      expect(await peekLogoutMessage({ binding: 'redirect', rawQuery: answer })).toEqual({ kind: 'response', issuer: ISSUER });
    });

    it('what it was made of, and nothing else', async () => {
      const xmlOf = (query: string) => readXml(inflateRawSync(Buffer.from(new URLSearchParams(query).get('SAMLRequest') ?? new URLSearchParams(query).get('SAMLResponse') ?? '', 'base64')).toString());
      const made = xmlOf(queryOf(await createLogoutRequest({ ...options(), nameId: 'a<b', nameQualifier: 'q', spNameQualifier: 's', nameIdFormat: 'f', sessionIndexes: ['1', '2'] })));
      expect([...made.attributes.keys()]).toEqual(['ID', 'Version', 'IssueInstant', 'Destination']);
      expect(made.children.map(({ name, text: inside }) => [name, inside])).toEqual([['Issuer', ISSUER], ['NameID', 'a<b'], ['SessionIndex', '1'], ['SessionIndex', '2']]);
      expect([...(made.children[1]?.attributes ?? [])]).toEqual([['NameQualifier', 'q'], ['SPNameQualifier', 's'], ['Format', 'f']]);
      const plain = xmlOf(await request());
      expect(plain.children.map(({ name, attributes }) => [name, attributes.size])).toEqual([['Issuer', 0], ['NameID', 0]]);
      const destination = { binding: 'redirect', location: OURS, responseLocation: `${OURS}/answer` } as const;
      const answer = xmlOf(queryOf(await createLogoutResponse({ ...options(), destination, inResponseTo: '_r', success: false })));
      expect(Object.fromEntries(answer.attributes)).toMatchObject({ Destination: `${OURS}/answer`, InResponseTo: '_r', IssueInstant: NOW.toISOString(), Version: '2.0' });
    });
  });
});
