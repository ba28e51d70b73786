import { createHash, sign } from 'node:crypto';
import { ASSERTION_NS, ENVELOPED_SIGNATURE, EXCLUSIVE_C14N, SIGNATURE_NS } from '../names.js';
import { escapeXml } from '../xml/escape-xml.js';
import { RSA_SHA256 } from './algorithms.js';
import { SignedDocument } from './signed-document.js';

/** Signs a message of ours with RSA-SHA256; the signature follows the Issuer, where the schema has it (SAML Core §3.2.1). */
export function signXml(xml: string, privateKey: string): string {
  const { id, octets } = SignedDocument.open(xml, (document) => ({
    id: document.root.attr('ID')?.value ?? '',
    octets: document.canonicalize(document.root, []),
  }));
  const signedInfo = signedInfoFor(id, createHash('sha256').update(octets).digest('base64'));
  const value = sign('sha256', Buffer.from(signedInfo), privateKey).toString('base64');
  const signature = `<ds:Signature xmlns:ds="${SIGNATURE_NS}">${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`;
  return insertAfterIssuer(octets.toString('utf8'), signature);
}

/** Written in its canonical form, so that its own octets are what is signed. */
function signedInfoFor(id: string, digest: string): string {
  return [
    `<ds:SignedInfo xmlns:ds="${SIGNATURE_NS}">`,
    `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE_C14N}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${RSA_SHA256}"></ds:SignatureMethod>`,
    `<ds:Reference URI="#${escapeXml(id)}"><ds:Transforms>`,
    `<ds:Transform Algorithm="${ENVELOPED_SIGNATURE}"></ds:Transform><ds:Transform Algorithm="${EXCLUSIVE_C14N}"></ds:Transform>`,
    '</ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>',
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join('');
}

function insertAfterIssuer(canonical: string, signature: string): string {
  const issuer = /<(?:[\w.-]+:)?Issuer\b[^>]*>[^<]*<\/(?:[\w.-]+:)?Issuer>/.exec(canonical);
  if (!issuer) throw new TypeError(`A message to sign has no Issuer (${ASSERTION_NS})`);
  const end = issuer.index + issuer[0].length;
  return canonical.slice(0, end) + signature + canonical.slice(end);
}
