import { sign } from 'node:crypto';
import { ALGORITHMS, signElement } from './sign-xml.js';
import type { TestKeys } from './test-keys.js';

const SIGNATURE_NS = 'http://www.w3.org/2000/09/xmldsig#';

/** What a signature says that no library would write; whatever it is, the value is that of these very octets. */
export interface HandMade {
  /** `null` leaves it out; the ID of the root unless told. */
  readonly uri?: string | null;
  /** In place of the digest, base64. */
  readonly digest?: string;
  /** What stands inside of each, in canonical form. */
  readonly inEnveloped?: string;
  readonly inCanonicalization?: string;
  readonly inDigestMethod?: string;
  /** Prefixes of the InclusiveNamespaces of SignedInfo, as they are written there, and their declarations at the root. */
  readonly prefixList?: string;
  readonly declared?: Readonly<Record<string, string>>;
}

/** Signs the root of a response whose issuer is its first element, text by text. */
export function signByHand(xml: string, keys: TestKeys, made: HandMade = {}): string {
  const id = / ID="([^"]*)"/.exec(xml)?.[1] ?? '';
  const { uri = `#${id}`, digest = digestOf(xml, keys), inEnveloped = '', inCanonicalization = '', inDigestMethod = '', prefixList, declared = {} } = made;
  const list = prefixList === undefined ? '' : `<ec:InclusiveNamespaces xmlns:ec="${ALGORITHMS['exc-c14n']}" PrefixList="${prefixList}"></ec:InclusiveNamespaces>`;
  const inside =
    `<ds:CanonicalizationMethod Algorithm="${ALGORITHMS['exc-c14n']}">${list}</ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${ALGORITHMS['rsa-sha256']}"></ds:SignatureMethod>` +
    `<ds:Reference${uri === null ? '' : ` URI="${uri}"`}><ds:Transforms><ds:Transform Algorithm="${ALGORITHMS.enveloped}">${inEnveloped}</ds:Transform>` +
    `<ds:Transform Algorithm="${ALGORITHMS['exc-c14n']}">${inCanonicalization}</ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${ALGORITHMS.sha256}">${inDigestMethod}</ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
  const more = Object.entries(declared).map(([prefix, namespace]) => ` xmlns:${prefix}="${namespace}"`).join('');
  const signed = `<ds:SignedInfo xmlns:ds="${SIGNATURE_NS}"${more}>${inside}</ds:SignedInfo>`;
  const value = sign('sha256', Buffer.from(signed), keys.privateKey).toString('base64');
  const signature = `<ds:Signature xmlns:ds="${SIGNATURE_NS}"><ds:SignedInfo>${inside}</ds:SignedInfo><ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`;
  return xml.replace('</saml2:Issuer>', `</saml2:Issuer>${signature}`);
}

/** As a library signs it, whose digest is what is wanted. */
function digestOf(xml: string, keys: TestKeys): string {
  return /<ds:DigestValue>(.*?)<\/ds:DigestValue>/.exec(signElement(xml, 'Response', keys, { inclusivePrefixes: [] }))?.[1] as string;
}
