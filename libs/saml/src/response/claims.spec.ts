import { readCertificate, pemBody } from '../certificate.js';
import { Offence, refusingOffences } from '../offence.js';
import { readXml } from '../xml/element.js';
import { readAssertion } from './read-assertion.js';
import { readClaims } from './read-claims.js';
import { readResponse, readResponseXml } from './read-response.js';
import { makeTestKeys } from '../../../../test/support/saml/test-keys.js';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

const PARTS = {
  issuer: '<Issuer Format="entity">http://idp</Issuer>',
  nameId: '<NameID Format="f" NameQualifier="q">ada</NameID>',
  data: '<SubjectConfirmationData Recipient="acs" NotBefore="b" NotOnOrAfter="e" InResponseTo="r"/>',
  audiences: '<AudienceRestriction><Audience> one </Audience><Audience>two</Audience></AudienceRestriction>',
  context: '<AuthnContextClassRef> c </AuthnContextClassRef>',
  attributes: '<AttributeStatement><Attribute Name="n"><AttributeValue>v</AttributeValue></Attribute></AttributeStatement>',
};
type Parts = { [Name in keyof typeof PARTS]?: string };
const assertionWith = (parts: Parts = {}, more = '') => {
  const { issuer, nameId, data, audiences, context, attributes } = { ...PARTS, ...parts };
  return (
    `<Assertion xmlns="${ASSERTION}" xmlns:xsi="${XSI}" ID="a" Version="2.0" IssueInstant="i">${issuer}<Subject>${nameId}<SubjectConfirmation Method="m">${data}</SubjectConfirmation></Subject>` +
    `<Conditions NotBefore="cb" NotOnOrAfter="ce">${audiences}</Conditions><AuthnStatement AuthnInstant="ai" SessionIndex="si" SessionNotOnOrAfter="se"><AuthnContext>${context}</AuthnContext></AuthnStatement>${attributes}${more}</Assertion>`
  );
};
const responseWith = (inside: string, { attributes = ' ID="r" Version="2.0" IssueInstant="ri" Destination="d" InResponseTo="q"' } = {}) =>
  `<p:Response xmlns:p="${PROTOCOL}" xmlns="${ASSERTION}"${attributes}>${inside}</p:Response>`;
const STATUS = '<p:Status><p:StatusCode Value="outer"><p:StatusCode Value="inner"/></p:StatusCode><p:StatusMessage>words</p:StatusMessage></p:Status>';

const findingOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return error instanceof Offence ? error.finding : error;
  }
};

describe('what an assertion says', () => {
  const facts = (parts: Parts = {}, more?: string) => readAssertion(readXml(assertionWith(parts, more)));

  it('is read in its own words', () => {
    expect(facts()).toEqual({
      ...{ id: 'a', version: '2.0', issueInstant: 'i', issuer: 'http://idp', issuerFormat: 'entity' },
      ...{ nameId: 'ada', nameIdAttributes: new Map([['Format', 'f'], ['NameQualifier', 'q']]), nameIsEncrypted: false },
      confirmations: [{ method: 'm', recipient: 'acs', notBefore: 'b', notOnOrAfter: 'e', inResponseTo: 'r' }],
      conditions: { notBefore: 'cb', notOnOrAfter: 'ce', audienceRestrictions: [['one', 'two']], oneTimeUse: false, unknown: [] },
      authentications: [{ authnInstant: 'ai', sessionIndex: 'si', sessionNotOnOrAfter: 'se', context: 'c' }],
      attributes: new Map([['n', ['v']]]),
    });
  });

  it('may be nothing', () => {
    const nothing = { id: undefined, version: undefined, issueInstant: undefined, issuer: undefined, issuerFormat: undefined, nameId: undefined, nameIdAttributes: new Map(), nameIsEncrypted: false };
    expect(readAssertion(readXml(`<Assertion xmlns="${ASSERTION}"/>`))).toEqual({ ...nothing, confirmations: [], conditions: undefined, authentications: [], attributes: new Map() });
    expect(readAssertion(readXml(`<Assertion xmlns="${ASSERTION}"><Subject><SubjectConfirmation/></Subject><AuthnStatement/></Assertion>`))).toMatchObject({
      confirmations: [{ method: undefined, recipient: undefined, notBefore: undefined, notOnOrAfter: undefined, inResponseTo: undefined }],
      authentications: [{ authnInstant: undefined, context: undefined }],
    });
  });

  it.each<[string, Parts, string]>([
    ['issuers', { issuer: PARTS.issuer + PARTS.issuer }, ''],
    ['names', { nameId: PARTS.nameId + PARTS.nameId }, ''],
    ['data of a confirmation', { data: PARTS.data + PARTS.data }, ''],
    ['classes of a context', { context: PARTS.context + PARTS.context }, ''],
    ['subjects', {}, '<Subject/>'],
    ['conditions', {}, '<Conditions/>'],
    ['contexts', { context: `${PARTS.context}</AuthnContext><AuthnContext>` }, ''],
  ])('is nothing where there are two %s', (_, parts, more) => {
    expect(findingOf(() => facts(parts, more))).toEqual({ condition: 'structure', expected: 'one', received: '2' });
  });

  it.each<[string, Parts]>([
    ['issuer', { issuer: '<Issuer>http://<x/>idp</Issuer>' }],
    ['name', { nameId: '<NameID>ada<x/></NameID>' }],
    ['audience', { audiences: '<AudienceRestriction><Audience>one<x/></Audience></AudienceRestriction>' }],
    ['context', { context: '<AuthnContextClassRef>c<x/></AuthnContextClassRef>' }],
  ])('is nothing where its %s holds an element', (_, parts) => {
    expect(findingOf(() => facts(parts))).toEqual({ condition: 'structure', expected: 'text alone', received: '<x>' });
  });

  it('tells conditions that are understood from others, by namespace and name', () => {
    const conditions = (inside: string) => facts({ audiences: inside }).conditions;
    expect(conditions('<OneTimeUse/><ProxyRestriction/>')).toMatchObject({ oneTimeUse: true, unknown: [], audienceRestrictions: [] });
    expect(conditions('<Condition/><OneTimeUse xmlns="urn:other"/>')).toMatchObject({ oneTimeUse: false, unknown: ['Condition', 'OneTimeUse'] });
    expect(conditions('<AudienceRestriction/><AudienceRestriction><Audience>x</Audience></AudienceRestriction>')).toMatchObject({ audienceRestrictions: [[], ['x']] });
  });

  it('notices a name that is encrypted', () => {
    expect(facts({ nameId: '<EncryptedID/>' })).toMatchObject({ nameId: undefined, nameIsEncrypted: true });
  });

  it('has every value of every attribute, and none that is nil', () => {
    const attribute = (name: string, ...values: string[]) => `<Attribute${name}>${values.join('')}</Attribute>`;
    const value = (text: string, nil?: string) => `<AttributeValue${nil === undefined ? '' : ` xsi:nil="${nil}"`}>${text}</AttributeValue>`;
    const statements = `<AttributeStatement>${attribute(' Name="n"', value('1'), value('2'))}${attribute('', value('3'))}${attribute(' Name="none"')}</AttributeStatement><AttributeStatement>${attribute(' Name="n"', value('4'), value('', 'true'), value('', '1'), value('5', 'false'), value('6', '0'))}<Attribute xmlns="urn:other" Name="n">${value('7')}</Attribute></AttributeStatement>`;
    expect(facts({ attributes: statements }).attributes).toEqual(new Map([['n', ['1', '2', '4', '5', '6']], ['', ['3']], ['none', []]]));
  });
});

describe('what a response says', () => {
  it('is read in its own words', () => {
    expect(readResponse(readXml(responseWith(PARTS.issuer + STATUS)))).toEqual({ id: 'r', version: '2.0', issueInstant: 'ri', destination: 'd', inResponseTo: 'q', issuer: 'http://idp', statusCodes: ['outer', 'inner'], statusMessage: 'words' });
    expect(readResponse(readXml(responseWith('', { attributes: '' })))).toEqual({ id: undefined, version: undefined, issueInstant: undefined, destination: undefined, inResponseTo: undefined, issuer: undefined, statusCodes: [], statusMessage: undefined });
    expect(readResponse(readXml(responseWith('<p:Status><p:StatusCode/></p:Status>')))).toMatchObject({ statusCodes: [''] });
  });

  it.each([STATUS + STATUS, PARTS.issuer + PARTS.issuer])('is nothing where a part is there twice', (inside) => {
    expect(findingOf(() => readResponse(readXml(responseWith(inside))))).toEqual({ condition: 'structure', expected: 'one', received: '2' });
  });

  it.each([
    [`<Response xmlns="${ASSERTION}"/>`, 'Response'],
    [`<LogoutResponse xmlns="${PROTOCOL}"/>`, 'LogoutResponse'],
  ])('is said by a response alone: %s', (xml, received) => {
    expect(findingOf(() => readResponseXml(xml))).toEqual({ condition: 'structure', expected: 'samlp:Response', received });
    expect(readResponseXml(`<Response xmlns="${PROTOCOL}"/>`)).toMatchObject({ name: 'Response' });
  });
});

describe('what a response claims, for the log and to find the integration,', () => {
  const claims = (xml: string) => readClaims(Buffer.from(xml).toString('base64'));

  it('is read without believing it', () => {
    expect(claims(responseWith(STATUS + assertionWith()))).toEqual({
      ...{ responseId: 'r', assertionId: 'a', destination: 'd', inResponseTo: 'q', status: 'outer', encrypted: false, issuer: 'http://idp' },
      ...{ nameId: 'ada', nameIdFormat: 'f', recipients: ['acs'], audiences: ['one', 'two'], notBefore: 'cb', notOnOrAfter: 'ce', authnInstant: 'ai', sessionIndex: 'si' },
      attributes: new Map([['n', ['v']]]),
    });
  });

  it('may be next to nothing', () => {
    const nothing = { responseId: undefined, assertionId: undefined, destination: undefined, inResponseTo: undefined, status: undefined, issuer: undefined, nameId: undefined, nameIdFormat: undefined, notBefore: undefined, notOnOrAfter: undefined, authnInstant: undefined, sessionIndex: undefined };
    expect(claims(responseWith('', { attributes: '' }))).toEqual({ ...nothing, encrypted: false, recipients: [], audiences: [], attributes: new Map() });
    expect(claims(responseWith(`<Assertion><Subject><SubjectConfirmation/><SubjectConfirmation><SubjectConfirmationData/></SubjectConfirmation></Subject><Conditions/></Assertion>`)).recipients).toHaveLength(0);
  });

  it('takes the issuer of the assertion, else that of the response', () => {
    expect(claims(responseWith('<Issuer>outer</Issuer><Assertion><Issuer>inner</Issuer></Assertion>')).issuer).toBe('inner');
    expect(claims(responseWith('<Issuer>outer</Issuer><Assertion/>')).issuer).toBe('outer');
  });

  it('says that the assertion is encrypted, where it is', () => {
    expect(claims(responseWith('<EncryptedAssertion/>'))).toMatchObject({ encrypted: true, audiences: [] });
  });

  it('is refused as malformed where it is no response', () => {
    expect(() => claims('<a/>')).toThrow(expect.objectContaining({ code: 'saml_response_malformed' }));
  });
});

describe('an offence', () => {
  it('becomes the refusal of the door that it came by, and nothing else does', () => {
    const offence = new Offence('It is wrong', { condition: 'structure', expected: 'a', received: 'b' }, 'turn it');
    expect(offence.message).toBe('It is wrong');
    const refused = findingOf(() => refusingOffences('logout_message_malformed', () => { throw offence; }));
    expect(refused).toMatchObject({ code: 'logout_message_malformed', detail: 'It is wrong (structure), expected a, received b.', hint: 'turn it', members: { condition: 'structure' } });
    const other = new TypeError('a bug');
    expect(findingOf(() => refusingOffences('logout_message_malformed', () => { throw other; }))).toBe(other);
    expect(refusingOffences('logout_message_malformed', () => 'result')).toBe('result');
  });
});

describe('a certificate', () => {
  it('is shown by its fingerprint, subject and times, and read from DER as from PEM', async () => {
    const { certificate } = await makeTestKeys({ name: 'idp,O=Acme', notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') });
    const read = readCertificate(certificate);
    expect(read).toMatchObject({ subject: 'CN=idp, O=Acme', notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z'), fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) });
    expect(read.pem).toMatch(/^-----BEGIN CERTIFICATE-----\n[^-]*\n-----END CERTIFICATE-----$/);
    expect(pemBody(read.pem)).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    expect(readCertificate(Buffer.from(pemBody(read.pem), 'base64'))).toEqual(read);
  });
});
