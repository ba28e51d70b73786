import { createHash, createSign } from 'node:crypto';
import { ExclusiveCanonicalization } from 'xml-crypto';
import type { SamlSettings } from '../org/model.js';
import type { SigningKey } from './signing-key.js';
import { parseXml, type XmlElement } from './xml-dom.js';

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ALGORITHMS: Record<
  SamlSettings['signatureAlgorithm'],
  { signature: string; digest: string; hash: 'sha256' | 'sha1' }
> = {
  RSA_SHA256: {
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
    hash: 'sha256',
  },
  RSA_SHA1: { signature: `${DS}rsa-sha1`, digest: `${DS}sha1`, hash: 'sha1' },
};

/**
 * Signs the Response or its Assertion in Okta's form: enveloped, exclusive canonicalisation with `PrefixList="xs"` on that
 * transform alone, the certificate in KeyInfo, the Signature right after the Issuer (saml-schema-assertion-2.0).
 * xml-crypto canonicalises; its own signer would put the prefix list on the enveloped transform too, which no Okta does.
 */
export function signXml(
  xml: string,
  element: 'Response' | 'Assertion',
  key: SigningKey,
  algorithm: SamlSettings['signatureAlgorithm'],
): string {
  const document = parseXml(xml);
  const target = Array.from(document.getElementsByTagName('*')).find((candidate) => candidate.localName === element);
  if (!target) throw new Error(`There is no ${element} to sign`);
  const { hash } = ALGORITHMS[algorithm];
  const canonical = new ExclusiveCanonicalization().process(target as never, { inclusiveNamespacesPrefixList: ['xs'] });
  const digest = createHash(hash).update(canonical).digest('base64');
  const info = signedInfo(target.getAttribute('ID') ?? '', digest, algorithm);
  const value = createSign(hash).update(info).sign(key.privateKeyPem, 'base64');
  return insertAfterIssuer(xml, target, signature(info, value, key));
}

/** Written in its canonical form, so that these bytes are what is signed. */
function signedInfo(id: string, digest: string, algorithm: SamlSettings['signatureAlgorithm']): string {
  const names = ALGORITHMS[algorithm];
  return (
    `<ds:SignedInfo xmlns:ds="${DS}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${names.signature}"></ds:SignatureMethod><ds:Reference URI="#${id}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${DS}enveloped-signature"></ds:Transform><ds:Transform Algorithm="${EXCLUSIVE}">` +
    `<ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE}" PrefixList="xs"></ec:InclusiveNamespaces></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${names.digest}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  );
}

function signature(info: string, value: string, key: SigningKey): string {
  const certificate = `<ds:X509Data><ds:X509Certificate>${key.certificateBase64}</ds:X509Certificate></ds:X509Data>`;
  return `<ds:Signature xmlns:ds="${DS}">${info}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo>${certificate}</ds:KeyInfo></ds:Signature>`;
}

/** Both signed elements begin with their Issuer, and the text before the signature must not change by a byte. */
function insertAfterIssuer(xml: string, target: XmlElement, signatureXml: string): string {
  const start = xml.indexOf(`<${target.tagName} `);
  const end = xml.indexOf('</saml2:Issuer>', start) + '</saml2:Issuer>'.length;
  return xml.slice(0, end) + signatureXml + xml.slice(end);
}
