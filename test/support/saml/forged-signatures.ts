import { createHash, createHmac, sign } from 'node:crypto';
import type { Forgery, ForgeryKit } from './forgery-kit.js';
import { newId, responseXml } from './response-xml.js';
import { ALGORITHMS, signElement } from './sign-xml.js';

const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/s;
const ASSERTION = /<saml2:Assertion .*<\/saml2:Assertion>/s;

/** An attack on the signature: refused as `saml_signature_invalid`. */
function signature(
  condition: string,
  name: string,
  evil: (kit: ForgeryKit) => string,
  good: (kit: ForgeryKit) => string = (kit) => kit.honest(),
  row = 11,
): Forgery {
  return { row, condition, name, code: 'saml_signature_invalid', evil, good };
}

function honestAssertion(kit: ForgeryKit): string {
  return kit.honest({}, 'assertion');
}

function honestResponse(kit: ForgeryKit): string {
  return kit.honest({}, 'response');
}

function swap(xml: string, from: string | RegExp, to: string): string {
  const changed = xml.replace(from, () => to);
  if (changed === xml) throw new Error(`The forgery changed nothing: ${from}`);
  return changed;
}

function part(xml: string, pattern: RegExp): string {
  const found = pattern.exec(xml)?.[0];
  if (found === undefined) throw new Error(`Nothing there to forge: ${pattern}`);
  return found;
}

/** Changes a signed message and signs its SignedInfo again with the right key: only the rules stand against it. */
function resignedXml(kit: ForgeryKit, xml: string): string {
  const signedInfo = swap(
    part(xml, /<ds:SignedInfo>.*?<\/ds:SignedInfo>/s),
    '<ds:SignedInfo>',
    '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">',
  );
  // Canonical as it stands, but for empty elements: one attribute each, no white space, no other namespaces.
  const canonical = signedInfo.replace(/<([\w:]+)([^>]*)\/>/g, '<$1$2></$1>');
  const value = sign('sha256', Buffer.from(canonical), kit.target.keys.privateKey).toString('base64');
  return xml.replace(
    /<ds:SignatureValue>.*?<\/ds:SignatureValue>/s,
    () => `<ds:SignatureValue>${value}</ds:SignatureValue>`,
  );
}

const PLAIN = { inclusivePrefixes: [] };

function plainResponse(kit: ForgeryKit): string {
  return kit.honest({}, 'response', PLAIN);
}

/** The twin of every message that is signed again: signed again, and otherwise as it was. */
function resignedTwin(kit: ForgeryKit): string {
  return resignedXml(kit, plainResponse(kit));
}

function resigned(condition: string, name: string, from: string | RegExp, to: string): Forgery {
  return signature(condition, name, (kit) => resignedXml(kit, swap(plainResponse(kit), from, to)), resignedTwin);
}

export const FORGED_SIGNATURES: readonly Forgery[] = [
  signature('unsigned', 'a response without any signature', (kit) => kit.honest({}, 'none')),
  signature('unsigned', 'a response whose signature was cut out', (kit) => swap(honestResponse(kit), SIGNATURE, '')),
  signature(
    'digest',
    'a NameID changed after signing',
    (kit) =>
      swap(honestResponse(kit), `>${kit.target.attacker}</saml2:NameID>`, `>${kit.target.victim}</saml2:NameID>`),
    honestResponse,
  ),
  signature(
    'digest',
    'an assertion changed after signing, in an envelope that is not signed',
    (kit) =>
      swap(honestAssertion(kit), `>${kit.target.attacker}</saml2:NameID>`, `>${kit.target.victim}</saml2:NameID>`),
    honestAssertion,
  ),
  signature('digest', 'a good signature of the assertion under a broken one of the response', (kit) =>
    swap(kit.honest(), '<saml2p:Status>', '<saml2p:Status xml:lang="en">'),
  ),
  signature('signature', 'a response signed by a stranger whose certificate comes with it', (kit) =>
    kit.sign(kit.xml({ nameId: kit.target.victim }), 'both', {}, kit.attackerKeys),
  ),
  signature('signature', 'a response signed by a stranger under the certificate of the identity provider', (kit) =>
    swap(
      kit.sign(kit.xml({ nameId: kit.target.victim }), 'response', {}, kit.attackerKeys),
      /<ds:X509Certificate>.*?<\/ds:X509Certificate>/s,
      `<ds:X509Certificate>${body(kit.target.keys.certificate)}</ds:X509Certificate>`,
    ),
  ),
  signature(
    'signature',
    'a SignatureValue of another message',
    (kit) =>
      swap(
        honestResponse(kit),
        /<ds:SignatureValue>.*?<\/ds:SignatureValue>/s,
        part(honestResponse(kit), /<ds:SignatureValue>.*?<\/ds:SignatureValue>/s),
      ),
    honestResponse,
  ),
  signature(
    'digest',
    'a signature of another message',
    (kit) => {
      const other = kit.fields();
      const own = part(kit.sign(responseXml(other), 'response'), SIGNATURE);
      return swap(kit.sign(responseXml({ ...other, nameId: kit.target.victim }), 'response'), SIGNATURE, own);
    },
    honestResponse,
  ),
  resigned('reference', 'a signature whose reference is another ID', /URI="#[^"]*"/, 'URI="#elsewhere"'),
  signature(
    'reference',
    'a signature of the assertion, moved to the response',
    (kit) => {
      const xml = honestAssertion(kit);
      const own = part(xml, SIGNATURE);
      return swap(swap(xml, own, ''), '<saml2p:Status>', `${own}<saml2p:Status>`);
    },
    honestAssertion,
  ),
  resigned('reference', 'a signature without a reference URI', / URI="#[^"]*"/, ''),
  signature(
    'reference',
    'an assertion signature that means the whole document',
    (kit) => {
      const xml = kit.honest({}, 'assertion', PLAIN);
      return resignedXml(kit, swap(xml, /URI="#[^"]*"/, 'URI=""'));
    },
    (kit) => resignedXml(kit, kit.honest({}, 'assertion', PLAIN)),
  ),
  signature(
    'signature-structure',
    'two references in one signature',
    (kit) => {
      const xml = plainResponse(kit);
      const reference = part(xml, /<ds:Reference .*<\/ds:Reference>/s);
      return resignedXml(kit, swap(xml, reference, reference + reference));
    },
    resignedTwin,
  ),
  resigned('signature-structure', 'no reference at all', /<ds:Reference .*<\/ds:Reference>/s, ''),
  signature(
    'signature-structure',
    'two signatures in the response',
    (kit) => swap(honestResponse(kit), SIGNATURE, twice(part(honestResponse(kit), SIGNATURE))),
    honestResponse,
  ),
  signature(
    'signature-structure',
    'two SignedInfo in a signature (CVE-2025-29774)',
    (kit) => {
      const xml = honestResponse(kit);
      const info = part(xml, /<ds:SignedInfo>.*?<\/ds:SignedInfo>/s);
      return swap(
        xml,
        info,
        swap(info, /<ds:DigestValue>.*?<\/ds:DigestValue>/, '<ds:DigestValue>AAAA</ds:DigestValue>') + info,
      );
    },
    honestResponse,
  ),
  resigned(
    'signature-structure',
    'an element inside DigestValue',
    '<ds:DigestValue>',
    '<ds:DigestValue><ds:Nothing></ds:Nothing>',
  ),
  signature(
    'signature-structure',
    'a SignatureValue in a CDATA section',
    (kit) => honestResponse(kit).replace(/(<ds:SignatureValue>)(.*?)(<\/ds:SignatureValue>)/s, '$1<![CDATA[$2]]>$3'),
    honestResponse,
  ),
  signature(
    'signature-structure',
    'an Object in the signature',
    (kit) => swap(honestResponse(kit), '</ds:Signature>', '<ds:Object>here</ds:Object></ds:Signature>'),
    honestResponse,
  ),
  signature(
    'signature-structure',
    'a signature that hides deeper in the assertion',
    (kit) => {
      const xml = honestAssertion(kit);
      const own = part(xml, SIGNATURE);
      return swap(swap(xml, own, ''), '<saml2:Subject>', `<saml2:Advice>${own}</saml2:Advice><saml2:Subject>`);
    },
    honestAssertion,
  ),
  resigned(
    'transform',
    'an XSLT transform',
    /<ds:Transforms>/,
    '<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform>',
  ),
  resigned(
    'transform',
    'an XPath transform in place of enveloped-signature',
    ALGORITHMS.enveloped,
    'http://www.w3.org/TR/1999/REC-xpath-19991116',
  ),
  resigned(
    'transform',
    'a base64 transform as a third one',
    '</ds:Transforms>',
    '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></ds:Transform></ds:Transforms>',
  ),
  resigned('transform', 'no transforms', /<ds:Transform .*<\/ds:Transforms>/s, '</ds:Transforms>'),
  signature(
    'canonicalization',
    'inclusive canonicalisation',
    (kit) => kit.honest({}, 'response', { canonicalization: 'c14n', inclusivePrefixes: [] }),
    (kit) => kit.honest({}, 'response', { inclusivePrefixes: [] }),
  ),
  signature('signature-algorithm', 'RSA-SHA1', (kit) => kit.honest({}, 'both', { signature: 'rsa-sha1' })),
  signature('digest-algorithm', 'a SHA-1 digest under RSA-SHA256', (kit) => kit.honest({}, 'both', { digest: 'sha1' })),
  resigned(
    'signature-algorithm',
    'RSA-MD5',
    ALGORITHMS['rsa-sha256'],
    'http://www.w3.org/2001/04/xmldsig-more#rsa-md5',
  ),
  signature(
    'signature-algorithm',
    'HMAC with the public certificate as its key',
    (kit) => {
      const xml = swap(
        kit.sign(kit.xml({ nameId: kit.target.victim }), 'response'),
        ALGORITHMS['rsa-sha256'],
        'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
      );
      const value = createHmac('sha256', kit.target.keys.certificate)
        .update(part(xml, /<ds:SignedInfo>.*?<\/ds:SignedInfo>/s))
        .digest('base64');
      return swap(
        xml,
        /<ds:SignatureValue>.*?<\/ds:SignatureValue>/s,
        `<ds:SignatureValue>${value}</ds:SignatureValue>`,
      );
    },
    honestResponse,
  ),
  resigned(
    'signature',
    'an algorithm of another family than the key',
    ALGORITHMS['rsa-sha256'],
    ALGORITHMS['ecdsa-sha256'],
  ),
  signature('canonicalization', 'a canonicalisation that yields nothing', (kit) => voided(kit), honestResponse),
  signature(
    'canonicalization',
    'the digest of nothing for what cannot be canonicalised',
    (kit) => {
      const empty = createHash('sha256').update('').digest('base64');
      return resignedXml(
        kit,
        swap(voided(kit), /<ds:DigestValue>.*?<\/ds:DigestValue>/, `<ds:DigestValue>${empty}</ds:DigestValue>`),
      );
    },
    resignedTwin,
  ),
  signature(
    'duplicate-id',
    'one ID on two elements',
    (kit) => {
      const fields = kit.fields();
      return kit.sign(responseXml({ ...fields, assertionId: fields.responseId }), 'response');
    },
    honestResponse,
  ),
];

/** Signature wrapping in the eight known forms and some newer ones: two assertions, one of them signed. */
export const WRAPPED_SIGNATURES: readonly Forgery[] = [
  wrapping('XSW1: the signed response inside the signature of a forged one', (kit) => {
    const { original, signature: own, forged } = responsePair(kit);
    return swap(
      forged,
      '<saml2p:Status>',
      `${swap(own, '</ds:Signature>', `${original}</ds:Signature>`)}<saml2p:Status>`,
    );
  }),
  wrapping('XSW2: the signed response beside its signature in a forged one', (kit) => {
    const { original, signature: own, forged } = responsePair(kit);
    return swap(forged, '<saml2p:Status>', `${original}${own}<saml2p:Status>`);
  }),
  wrapping('XSW3: a forged assertion before the signed one', (kit) =>
    withAssertions(kit, (signed, forged) => forged + signed),
  ),
  wrapping('XSW3b: a forged assertion after the signed one', (kit) =>
    withAssertions(kit, (signed, forged) => signed + forged),
  ),
  wrapping('XSW4: the signed assertion inside a forged one', (kit) =>
    withAssertions(kit, (signed, forged) => swap(forged, '</saml2:Assertion>', `${signed}</saml2:Assertion>`)),
  ),
  wrapping('XSW5: the signature in a forged assertion, the signed one after it', (kit) =>
    withAssertions(
      kit,
      (signed, forged) =>
        swap(forged, '<saml2:Subject>', `${part(signed, SIGNATURE)}<saml2:Subject>`) + swap(signed, SIGNATURE, ''),
    ),
  ),
  wrapping('XSW6: the signed assertion inside the signature of a forged one', (kit) =>
    withAssertions(kit, (signed, forged) => {
      const own = swap(part(signed, SIGNATURE), '</ds:Signature>', `${swap(signed, SIGNATURE, '')}</ds:Signature>`);
      return swap(forged, '<saml2:Subject>', `${own}<saml2:Subject>`);
    }),
  ),
  wrapping('XSW7: a forged assertion in Extensions', (kit) =>
    withAssertions(kit, (signed, forged) => `<saml2p:Extensions>${forged}</saml2p:Extensions>${signed}`),
  ),
  wrapping('XSW8: the signed assertion in an Object of the forged one', (kit) =>
    withAssertions(kit, (signed, forged) => {
      const own = swap(
        part(signed, SIGNATURE),
        '</ds:Signature>',
        `<ds:Object>${swap(signed, SIGNATURE, '')}</ds:Object></ds:Signature>`,
      );
      return swap(forged, '<saml2:Subject>', `${own}<saml2:Subject>`);
    }),
  ),
  wrapping('a forged assertion in the Advice of the signed one', (kit) =>
    withAssertions(kit, (signed, forged) =>
      swap(signed, '<saml2:Subject>', `<saml2:Advice>${forged}</saml2:Advice><saml2:Subject>`),
    ),
  ),
  wrapping('a forged assertion in another namespace beside the signed one', (kit) =>
    withAssertions(
      kit,
      (signed, forged) =>
        forged.replaceAll('urn:oasis:names:tc:SAML:2.0:assertion', 'urn:oasis:names:tc:SAML:1.0:assertion') + signed,
    ),
  ),
  wrapping('an encrypted assertion beside the signed one', (kit) =>
    withAssertions(
      kit,
      (signed) => `<saml2:EncryptedAssertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"/>${signed}`,
    ),
  ),
  wrapping('the signed assertion one level deeper', (kit) =>
    withAssertions(kit, (signed) => `<saml2p:Extensions>${signed}</saml2p:Extensions>`),
  ),
];

function wrapping(name: string, evil: (kit: ForgeryKit) => string): Forgery {
  return { row: 0, name, code: 'saml_response_invalid', condition: 'assertion-count', evil, good: honestAssertion };
}

function responsePair(kit: ForgeryKit): { original: string; signature: string; forged: string } {
  const signed = honestResponse(kit);
  return {
    original: swap(signed, SIGNATURE, ''),
    signature: part(signed, SIGNATURE),
    forged: kit.xml({ nameId: kit.target.victim }),
  };
}

function withAssertions(kit: ForgeryKit, arrange: (signed: string, forged: string) => string): string {
  const xml = honestAssertion(kit);
  const forged = part(kit.xml({ nameId: kit.target.victim, assertionId: newId() }), ASSERTION);
  return swap(xml, ASSERTION, arrange(part(xml, ASSERTION), forged));
}

/** A relative namespace name: Canonical XML must refuse it, and some implementations go on with an empty text. */
function voided(kit: ForgeryKit): string {
  return signElement(
    swap(kit.xml(), '<saml2:Subject>', '<saml2:Subject xmlns:void="1"><void:a/>'),
    'Response',
    kit.target.keys,
    PLAIN,
  );
}

function twice(text: string): string {
  return text + text;
}

function body(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----|\s/g, '');
}
