import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { XmlDocument } from 'libxml2-wasm';
import { assertionXml, goodFields, responseXml } from '../../../../test/support/saml/response-xml.js';
import { type HandMade, signByHand } from '../../../../test/support/saml/sign-by-hand.js';
import { signElement } from '../../../../test/support/saml/sign-xml.js';
import { makeTestKeys, type TestKeys } from '../../../../test/support/saml/test-keys.js';
import { verifyResponse } from '../index.js';
import { Offence } from '../offence.js';
import { signXml } from './sign-xml.js';
import { SignedDocument } from './signed-document.js';
import { weaknessOf } from './verification-keys.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

const unsigned = () => {
  const fields = goodFields({ issuer: ISSUER, audience: AUDIENCE, acsUrl: ACS, nameId: 'ada@example.test', now: NOW });
  return responseXml(fields, assertionXml(fields));
};

describe('a signature that was made by the key of the integration, whatever it says,', () => {
  let keys: TestKeys;
  beforeAll(async () => {
    keys = await makeTestKeys();
  });

  const outcome = (xml: string) =>
    verifyResponse({ samlResponse: Buffer.from(xml).toString('base64'), certificates: [keys.certificate], expected: { issuer: ISSUER, audiences: [AUDIENCE], recipients: [ACS], now: NOW } }).then(
      () => 'accepted',
      ({ members }) => [members?.condition, members?.expected, members?.received],
    );
  const made = (how: HandMade, xml = unsigned()) => outcome(signByHand(xml, keys, how));

  it('is accepted where it is of the form that SAML allows, by hand as by a library', async () => {
    expect(await made({})).toBe('accepted');
    expect(await outcome(signElement(unsigned(), 'Response', keys))).toBe('accepted');
  });

  it('may cover the whole document by an empty reference', async () => {
    expect(await made({ uri: '' })).toBe('accepted');
  });

  it.each<[string, HandMade, (xml: string) => string, string]>([
    ['another element', { uri: '#another' }, (xml) => xml, '#another'],
    ['nothing', { uri: null }, (xml) => xml, 'no URI'],
    ['an element whose ID is empty', { uri: '#' }, (xml) => xml.replace(/ ID="[^"]*"/, ' ID=""'), '#'],
    ['an element without an ID, as what has none', { uri: '#undefined' }, (xml) => xml.replace(/ ID="[^"]*"/, ''), '#undefined'],
  ])('is refused where it refers to %s', async (_, how, change, received) => {
    expect(await made(how, change(unsigned()))).toEqual(['reference', expect.stringMatching(/^#/), received]);
  });

  it.each<[string, HandMade, string]>([
    ['another element', { inEnveloped: '<y></y>' }, 'y'],
    ['an element inside its list of prefixes', { inEnveloped: `<InclusiveNamespaces xmlns="${EXCLUSIVE}"><y></y></InclusiveNamespaces>` }, 'InclusiveNamespaces'],
    ['a text inside its list of prefixes', { inEnveloped: `<InclusiveNamespaces xmlns="${EXCLUSIVE}">y</InclusiveNamespaces>` }, 'InclusiveNamespaces'],
  ])('is refused where its enveloped-signature transform holds %s', async (_, how, received) => {
    expect(await made(how)).toEqual(['transform', 'none', received]);
    expect(await made({ inEnveloped: `<InclusiveNamespaces xmlns="${EXCLUSIVE}" PrefixList="xs"></InclusiveNamespaces>` })).toBe('accepted');
  });

  it('is refused where a canonicalisation has another parameter of its own namespace', async () => {
    expect(await made({ inCanonicalization: `<Other xmlns="${EXCLUSIVE}"></Other>` })).toEqual(['canonicalization', 'InclusiveNamespaces at most', 'Other']);
  });

  it.each<[string, string]>([
    ['shorter than its algorithm makes', Buffer.alloc(20).toString('base64')],
    ['longer', Buffer.alloc(64).toString('base64')],
    ['another', Buffer.alloc(32).toString('base64')],
  ])('is refused where its digest is %s', async (_, digest) => {
    expect(await made({ digest })).toEqual(['digest', digest, expect.any(String)]);
  });

  it('is refused where a method holds something', async () => {
    expect(await made({ inDigestMethod: '<y></y>' })).toEqual(['signature-structure', 'nothing inside', '{}y']);
  });

  it.each(['xs', ' xs  saml2p ', 'saml2p xs', '\n\txs'])('is proven with the prefixes that its own canonicalisation lists: %j', async (prefixList) => {
    const namespaces = { saml2p: 'urn:oasis:names:tc:SAML:2.0:protocol', xs: 'http://www.w3.org/2001/XMLSchema' };
    const declared = Object.fromEntries(Object.entries(namespaces).filter(([prefix]) => prefixList.includes(prefix)));
    const written = prefixList.replace('\n', '&#xA;').replace('\t', '&#x9;');
    expect(await made({ prefixList: written, declared })).toBe('accepted');
    expect(await made({ prefixList: written })).toEqual(['signature', expect.any(String), expect.any(String)]);
  });

  it('is refused, not broken, where such a list says nothing', async () => {
    const xml = signElement(unsigned(), 'Response', keys).replace(/<ds:CanonicalizationMethod ([^>]*)\/>/, `<ds:CanonicalizationMethod $1><InclusiveNamespaces xmlns="${EXCLUSIVE}"/></ds:CanonicalizationMethod>`);
    expect(xml).toContain('InclusiveNamespaces');
    expect(await outcome(xml)).toEqual(['signature', expect.any(String), expect.any(String)]);
  });

  const instead = (from: RegExp, to: string) => signElement(unsigned(), 'Response', keys).replace(from, to);
  const foreign = (name: string) => `<${name} xmlns="urn:foreign"/>`;

  it.each<[string, () => string, string]>([
    ['without SignatureValue', () => instead(/<ds:SignatureValue>.*?<\/ds:KeyInfo>/s, ''), 'SignedInfo'],
    ['that is empty', () => instead(/<ds:SignedInfo>.*<\/ds:KeyInfo>/s, ''), ''],
    ['with something else for SignedInfo', () => instead(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, '<ds:Object/>'), 'Object, SignatureValue, KeyInfo'],
    ['with something else for SignatureValue', () => instead(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, '<ds:Object/>'), 'SignedInfo, Object, KeyInfo'],
    ['with a SignedInfo of another namespace', () => instead(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, foreign('SignedInfo')), 'SignedInfo, SignatureValue, KeyInfo'],
    ['with a SignatureValue of another namespace', () => instead(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, foreign('SignatureValue')), 'SignedInfo, SignatureValue, KeyInfo'],
    ['with a KeyInfo of another namespace', () => instead(/<ds:KeyInfo>.*<\/ds:KeyInfo>/s, foreign('KeyInfo')), 'SignedInfo, SignatureValue, KeyInfo'],
  ])('is refused %s', async (_, xml, received) => {
    expect(await outcome(xml())).toEqual(['signature-structure', 'SignedInfo, SignatureValue, KeyInfo', received]);
  });

  const infoOf = (xml: string) => /<ds:SignedInfo>(.*)<\/ds:SignedInfo>/s.exec(xml)?.[1] as string;
  const reordered = (first: string, second: string) => {
    const part = (name: string) => `(<ds:${name}\\b(?:[^>]*/>|.*?</ds:${name}>))`;
    return signElement(unsigned(), 'Response', keys).replace(new RegExp(part(first) + part(second), 's'), '$2$1');
  };

  it.each([
    ['CanonicalizationMethod', 'SignatureMethod', 'SignatureMethod, CanonicalizationMethod, Reference'],
    ['SignatureMethod', 'Reference', 'CanonicalizationMethod, Reference, SignatureMethod'],
    ['DigestMethod', 'DigestValue', 'Transforms, DigestValue, DigestMethod'],
  ])('is refused where %s and %s change places', async (first, second, received) => {
    const xml = reordered(first, second);
    expect(infoOf(xml)).not.toBe(infoOf(signElement(unsigned(), 'Response', keys)));
    expect(await outcome(xml)).toEqual(['signature-structure', expect.any(String), received]);
  });

  it('may be laid out: white space between its parts is not what was signed', async () => {
    expect(await outcome(signElement(unsigned(), 'Response', keys).replace(/(<\/ds:SignedInfo>|<\/ds:SignatureValue>)/g, '$1\n  '))).toBe('accepted');
  });

  it('is refused with all its places named where it stands in another than the signed element', async () => {
    const xml = signElement(unsigned(), 'Response', keys).replace(/(<ds:Signature .*<\/ds:Signature>)(<saml2p:Status>)/s, '$2$1');
    expect(await outcome(xml)).toEqual(['signature-structure', 'in Response or Assertion', 'in Status']);
  });

  it.each([
    ['a key', '<ds:KeyName>the key of our organisation, which has no certificate with a name of its own here</ds:KeyName>'],
    ['base64 that goes on with something else', `<ds:X509Data>${'A'.repeat(80)}!</ds:X509Data>`],
    ['base64 that begins with something else', `<ds:X509Data>!${'A'.repeat(80)}</ds:X509Data>`],
    ['nothing', ''],
  ])('names no certificate in the refusal where KeyInfo has %s', async (_, inside) => {
    const xml = instead(/<ds:KeyInfo>.*<\/ds:KeyInfo>/s, `<ds:KeyInfo>${inside}</ds:KeyInfo>`).replace(/(<ds:SignatureValue>)[A-Za-z0-9+/]{8}/, '$1AAAAAAAA');
    expect(await outcome(xml)).toEqual(['signature', expect.any(String), 'a message that names no certificate']);
  });

  it('names the certificate in KeyInfo however it is laid out', async () => {
    const body = keys.certificate.replace(/-----[A-Z ]+-----|\s/g, '').replace(/(.{64})/g, '$1\r\n \t');
    const xml = instead(/<ds:X509Certificate>.*<\/ds:X509Certificate>/s, `<ds:X509Certificate>${body}</ds:X509Certificate>`).replace(/(<ds:SignatureValue>)[A-Za-z0-9+/]{8}/, '$1AAAAAAAA');
    expect(await outcome(xml)).toEqual(['signature', expect.any(String), `a message that names the certificate ${new X509Certificate(keys.certificate).fingerprint256}`]);
  });
});

describe('the document that a signature is looked for in', () => {
  const conditionOf = (xml: string) => {
    try {
      return SignedDocument.open(xml, ({ root }) => root.name);
    } catch (error) {
      return error instanceof Offence ? error.finding.condition : error;
    }
  };

  it('has no DOCTYPE, also where nobody has looked before', () => {
    expect(conditionOf('<a/>')).toBe('a');
    expect(conditionOf('<!DOCTYPE a><a/>')).toBe('doctype');
    expect(conditionOf('<!DOCTYPE a [<!ENTITY e "e">]><a>&e;</a>')).toBe('doctype');
  });

  it('is well-formed, also where nobody has looked before', () => {
    for (const xml of ['', 'a', '<a>', '<a></b>', '<a/><b/>']) expect(conditionOf(xml)).toBe('xml');
  });

  it('is freed after the work, also where that refuses', () => {
    const { dispose } = XmlDocument.prototype;
    let freed = 0;
    XmlDocument.prototype.dispose = function (this: XmlDocument) {
      freed += 1;
      dispose.call(this);
    };
    try {
      SignedDocument.open('<a/>', ({ root }) => root.name);
      expect(conditionOf('<!DOCTYPE a><a/>')).toBe('doctype');
      expect(freed).toBe(2);
    } finally {
      XmlDocument.prototype.dispose = dispose;
    }
  });
});

describe('a signature of ours', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });

  it.each(['<p:A xmlns:p="urn:p" ID="x"><s:Issuer xmlns:s="urn:s">us</s:Issuer><p:B/></p:A>', '<A xmlns="urn:p" ID="x"><Issuer xmlns="urn:s">us</Issuer><B/></A>'])('follows the issuer, with and without a prefix: %s', (xml) => {
    expect(signXml(xml, privateKey)).toMatch(/Issuer><ds:Signature [^>]*><ds:SignedInfo .*<ds:Reference URI="#x">.*<\/ds:Signature><(p:)?B>/);
  });

  it('is not made where there is no issuer to follow', () => {
    expect(() => signXml('<A ID="x"/>', privateKey)).toThrow('has no Issuer');
  });
});

describe('a key that may not sign for people', () => {
  it('is told by its kind', () => {
    expect(weaknessOf(generateKeyPairSync('ed25519').publicKey)).toBe('a key of type ed25519');
    expect(weaknessOf(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey)).toBe('the curve secp256k1');
    expect(weaknessOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey)).toBeUndefined();
  });
});
