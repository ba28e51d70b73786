import { createHash, createSign } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { TestKeys } from './test-keys.js';

export const ALGORITHMS = {
  'rsa-sha1': 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'rsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'rsa-sha384': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  'rsa-sha512': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'ecdsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  'exc-c14n': 'http://www.w3.org/2001/10/xml-exc-c14n#',
  'exc-c14n-comments': 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  c14n: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
} as const;

export interface SigningOptions {
  readonly signature?: 'rsa-sha1' | 'rsa-sha256' | 'rsa-sha384' | 'rsa-sha512' | 'ecdsa-sha256';
  readonly digest?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly canonicalization?: 'exc-c14n' | 'exc-c14n-comments' | 'c14n';
  readonly transforms?: readonly (keyof typeof ALGORITHMS)[];
  /** Prefixes for InclusiveNamespaces, as Okta writes `xs`. */
  readonly inclusivePrefixes?: readonly string[];
  readonly withKeyInfo?: boolean;
}

/** What can be signed: an element by its local name, directly in the response or the response itself. */
export type Signable = 'Response' | 'Assertion' | 'LogoutRequest' | 'LogoutResponse';

/** Signs one element of a message with xml-crypto: another implementation than the one that verifies. */
export function signElement(xml: string, name: Signable, keys: TestKeys, options: SigningOptions = {}): string {
  const {
    signature = 'rsa-sha256',
    digest = 'sha256',
    canonicalization = 'exc-c14n',
    inclusivePrefixes = ['xs'],
    withKeyInfo = true,
  } = options;
  const transforms = options.transforms ?? ['enveloped', canonicalization];
  const signer = new SignedXml({
    privateKey: keys.privateKey,
    ...(withKeyInfo ? { publicCert: keys.certificate } : { getKeyInfoContent: () => null }),
    signatureAlgorithm: ALGORITHMS[signature],
    canonicalizationAlgorithm: ALGORITHMS[canonicalization],
  });
  Object.assign(signer.SignatureAlgorithms, {
    [ALGORITHMS['rsa-sha384']]: RsaSha384,
    [ALGORITHMS['ecdsa-sha256']]: EcdsaSha256,
  });
  Object.assign(signer.HashAlgorithms, { [ALGORITHMS.sha384]: Sha384 });
  const element = `//*[local-name(.)='${name}' and not(ancestor::*[local-name(.)='Assertion'])]`;
  signer.addReference({
    xpath: element,
    transforms: transforms.map((transform) => ALGORITHMS[transform]),
    digestAlgorithm: ALGORITHMS[digest],
    inclusiveNamespacesPrefixList: [...inclusivePrefixes],
  });
  const hasIssuer = new RegExp(`<[\\w]+:${name}\\b[^>]*><[\\w]+:Issuer`).test(xml);
  const location = hasIssuer
    ? ({ reference: `${element}/*[local-name(.)='Issuer']`, action: 'after' } as const)
    : ({ reference: element, action: 'prepend' } as const);
  signer.computeSignature(xml, { prefix: 'ds', location });
  return signer.getSignedXml();
}

class RsaSha384 {
  getAlgorithmName = () => ALGORITHMS['rsa-sha384'];
  getSignature = (signedInfo: string, key: string) => createSign('sha384').update(signedInfo).sign(key, 'base64');
}

class EcdsaSha256 {
  getAlgorithmName = () => ALGORITHMS['ecdsa-sha256'];
  getSignature = (signedInfo: string, key: string) =>
    createSign('sha256').update(signedInfo).sign({ key, dsaEncoding: 'ieee-p1363' }, 'base64');
}

class Sha384 {
  getAlgorithmName = () => ALGORITHMS.sha384;
  getHash = (xml: string) => createHash('sha384').update(xml).digest('base64');
}
