import { X509Certificate } from 'node:crypto';
import { makeTestKeys, type TestKeys } from '../../../../test/support/saml/test-keys.js';
import { assertionXml, goodFields, responseXml } from '../../../../test/support/saml/response-xml.js';
import { signElement, type SigningOptions } from '../../../../test/support/saml/sign-xml.js';
import { verifyResponse } from '../index.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

describe('a refused signature says what was received', () => {
  let keys: TestKeys;
  let others: TestKeys;
  let weak: TestKeys;
  beforeAll(async () => {
    [keys, others, weak] = (await Promise.all([makeTestKeys(), makeTestKeys(), makeTestKeys({ kind: 'rsa1024' })])) as [TestKeys, TestKeys, TestKeys];
  });

  interface Case {
    readonly change?: (xml: string) => string;
    readonly signing?: SigningOptions;
    readonly certificates?: () => readonly string[];
  }
  const told = ({ change = (xml) => xml, signing, certificates = () => [keys.certificate] }: Case) => {
    const fields = goodFields({ issuer: ISSUER, audience: AUDIENCE, acsUrl: ACS, nameId: 'ada@example.test', now: NOW });
    const xml = change(signElement(responseXml(fields, assertionXml(fields)), 'Response', keys, signing));
    return verifyResponse({ samlResponse: Buffer.from(xml).toString('base64'), certificates: certificates(), expected: { issuer: ISSUER, audiences: [AUDIENCE], recipients: [ACS], now: NOW } }).then(
      () => 'accepted',
      ({ members }) => [members?.condition, members?.received],
    );
  };
  const attribute = (element: string, text: string) => (xml: string) => xml.replace(new RegExp(`(<(?:ds:)?${element}) Algorithm="[^"]*"`), `$1${text}`);
  const inside = (element: string, text: string) => (xml: string) => xml.replace(new RegExp(`<((?:ds:)?${element})( [^>]*?)?/>`), `<$1$2>${text}</$1>`);
  const fingerprint = ({ certificate }: TestKeys) => new X509Certificate(certificate).fingerprint256;

  it.each<[string, Case, unknown]>([
    ['no signature algorithm', { change: attribute('SignatureMethod', '') }, ['signature-algorithm', 'none']],
    ['another signature algorithm', { change: attribute('SignatureMethod', ' Algorithm="urn:x"') }, ['signature-algorithm', 'urn:x']],
    ['no digest algorithm', { change: attribute('DigestMethod', '') }, ['digest-algorithm', 'none']],
    ['another digest algorithm', { change: attribute('DigestMethod', ' Algorithm="urn:x"') }, ['digest-algorithm', 'urn:x']],
    ['no canonicalisation', { change: attribute('CanonicalizationMethod', '') }, ['canonicalization', 'none']],
    ['no first transform', { change: attribute('Transform', '') }, ['transform', 'none']],
    ['something inside the digest method', { change: inside('DigestMethod', '<x/>') }, ['signature-structure', '{}x']],
    ['something inside the signature method', { change: inside('SignatureMethod', '<x/>') }, ['signature-structure', '{}x']],
    ['no certificate that is trusted', { certificates: () => [] }, ['key', 'no certificate']],
    ['a certificate that is too weak', { certificates: () => [weak.certificate] }, ['key', 'RSA of 1024 bits']],
    ['a key that nobody trusts, and names none', { certificates: () => [others.certificate], signing: { withKeyInfo: false } }, ['signature', 'a message that names no certificate']],
    ['a value of another signature', { change: (xml) => xml.replace(/(<(?:ds:)?SignatureValue>)[A-Za-z0-9+/]{8}/, '$1AAAAAAAA') }, ['signature', expect.stringContaining('a message that names the certificate ')]],
  ])('%s', async (_, one, refusal) => {
    expect(await told(one)).toEqual(refusal);
  });

  it('the certificate that a message names, and never trusts it', async () => {
    expect(await told({ certificates: () => [others.certificate] })).toEqual(['signature', `a message that names the certificate ${fingerprint(keys)}`]);
    expect(await told({ certificates: () => [others.certificate, keys.certificate] })).toBe('accepted');
    expect(await told({ certificates: () => [weak.certificate, keys.certificate] })).toBe('accepted');
  });

  it('parts of a signature in another order, or beside what belongs there', async () => {
    const twice = (xml: string) => xml.replace(/(<(?:ds:)?KeyInfo>.*?<\/(?:ds:)?KeyInfo>)/s, '$1<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>');
    expect(await told({ change: twice })).toEqual(['signature-structure', 'SignedInfo, SignatureValue, KeyInfo, Object']);
    const instead = (xml: string) => xml.replace(/<(ds:)?KeyInfo>.*?<\/(?:ds:)?KeyInfo>/s, '<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>');
    expect(await told({ change: instead })).toEqual(['signature-structure', 'SignedInfo, SignatureValue, Object']);
    const swapped = (xml: string) => xml.replace(/(<(?:ds:)?SignedInfo>.*?<\/(?:ds:)?SignedInfo>)(<(?:ds:)?SignatureValue>.*?<\/(?:ds:)?SignatureValue>)/s, '$2$1');
    expect(await told({ change: swapped })).toEqual(['signature-structure', 'SignatureValue, SignedInfo, KeyInfo']);
  });

  it('parameters of a canonicalisation beyond its list of prefixes', async () => {
    const list = `<x:InclusiveNamespaces xmlns:x="${EXCLUSIVE}" PrefixList="xs"/>`;
    const method = (text: string) => (xml: string) => xml.replace(/<((?:ds:)?CanonicalizationMethod)( [^>]*?)?(?:\/>|>.*?<\/(?:ds:)?CanonicalizationMethod>)/s, `<$1$2>${text}</$1>`);
    for (const [text, received] of [[list + list, 'InclusiveNamespaces'], ['<y/>', 'y'], ['<InclusiveNamespaces/>', 'InclusiveNamespaces']] as const) expect(await told({ change: method(text) })).toEqual(['canonicalization', received]);
  });
});
