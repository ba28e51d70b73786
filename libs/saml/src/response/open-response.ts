import { ASSERTION_NS, STATUS_SUCCESS } from '../names.js';
import { Offence, refusingOffences } from '../offence.js';
import { refuseFinding } from '../problems.js';
import { PlainDocument } from '../signature/plain-document.js';
import {
  elementsIn,
  isNamed,
  isSame,
  type MessageDocument,
  signatureIn,
  SignedDocument,
  type SignedElement,
} from '../signature/signed-document.js';
import { verifyEnvelopedSignature, type VerifiedElement } from '../signature/verify-enveloped-signature.js';
import type { VerificationKey } from '../signature/verification-keys.js';
import { requireUniqueIds, requireSignaturesIn } from '../signature/document-shape.js';
import { readXml, type XmlElement } from '../xml/element.js';
import type { XmlLimits } from '../xml/limits.js';
import { leave, readPlain } from '../xml/read-plain.js';
import { decryptAssertion, type DecryptionKeys } from '../encryption/decrypt-assertion.js';
import { readResponse, readResponseXml, requireResponse } from './read-response.js';

/** A response whose assertion a key of the integration signed. */
export interface OpenedResponse {
  /** Covered by the signature when `signed` is `response`; else a stranger's word. */
  readonly response: XmlElement;
  readonly assertion: XmlElement;
  readonly signed: 'response' | 'assertion';
  readonly encrypted: boolean;
  readonly proof: VerifiedElement;
}

export interface OpeningKeys {
  readonly verification: readonly VerificationKey[];
  readonly decryption: DecryptionKeys;
}

/**
 * From XML to a signed assertion: screened, of one shape only, its signature verified. The response's signature counts
 * where there is one; else the assertion's.
 * @throws Problem `saml_response_malformed`, `saml_response_invalid`, `saml_signature_invalid`
 */
export function openResponse(xml: string, keys: OpeningKeys): OpenedResponse {
  return refusingOffences('saml_response_malformed', () => {
    const claimed = readResponseXml(xml);
    return SignedDocument.open(xml, (document) =>
      refusingOffences('saml_signature_invalid', () => proveOne(document, claimed, keys)),
    );
  });
}

/**
 * The same for a small message in the form that programs write, without libxml2; whatever is not exactly that, or encrypted, is left. The
 * shape, the signature and what it covers are judged by the same functions.
 */
export function openPlainResponse(xml: string, keys: OpeningKeys, limits: XmlLimits): OpenedResponse {
  const root = readPlain(xml, limits) ?? leave();
  const document = new PlainDocument(root);
  if (document.everyElement('Assertion').some(({ name }) => name === 'EncryptedAssertion')) leave();
  return refusingOffences('saml_signature_invalid', () => proveOne(document, requireResponse(root), keys));
}

function proveOne(document: MessageDocument, claimed: XmlElement, keys: OpeningKeys): OpenedResponse {
  const { root } = document;
  const assertion = onlyAssertionOf(document, claimed);
  requireUniqueIds(document);
  requireSignaturesIn(document, [root, assertion]);
  const signature = signatureIn(root);
  if (signature) return openSigned(verifyEnvelopedSignature(document, root, signature, keys.verification), keys);
  return isNamed(assertion, ASSERTION_NS, 'EncryptedAssertion')
    ? openEncrypted(claimed, keys)
    : openAssertion(document, assertion, claimed, keys);
}

/** Wrapping needs a second assertion, wherever it hides: one anywhere, and that one directly in the response. */
function onlyAssertionOf(document: MessageDocument, claimed: XmlElement): SignedElement {
  const anywhere = document.everyElement('Assertion');
  const [only] = anywhere;
  const inPlace = only && elementsIn(document.root).find((child) => isSame(child, only));
  if (inPlace && anywhere.length === 1 && only.namespaceUri === ASSERTION_NS) return inPlace;
  if (anywhere.length === 0) requireSuccess(claimed);
  throw refuseFinding('saml_response_invalid', 'The response does not hold exactly one assertion', {
    condition: 'assertion-count',
    expected: 'one, directly in the response',
    received: anywhere.length === 1 ? 'one in another place' : String(anywhere.length),
  });
}

// A response without an assertion is how a provider says no, usually unsigned: its reason helps the administrator.
function requireSuccess(claimed: XmlElement): void {
  const { statusCodes, statusMessage } = readResponse(claimed);
  if (statusCodes[0] === STATUS_SUCCESS) return;
  const received = [...statusCodes, statusMessage].filter(Boolean).join(': ') || 'none';
  throw refuseFinding('saml_response_invalid', 'The identity provider did not sign the person in', {
    condition: 'status',
    expected: STATUS_SUCCESS,
    received,
  });
}

function openSigned(proof: VerifiedElement, { decryption }: OpeningKeys): OpenedResponse {
  const response = proof.element;
  const holder = response.children.find(
    ({ name }) => name === 'Assertion' || name === 'EncryptedAssertion',
  ) as XmlElement;
  const encrypted = holder.name === 'EncryptedAssertion';
  const assertion = encrypted
    ? readAssertionXml(decryptAssertion(holder, decryption, { integrityProven: true }))
    : holder;
  return { response, assertion, signed: 'response', encrypted, proof };
}

function openAssertion(
  document: MessageDocument,
  assertion: SignedElement,
  claimed: XmlElement,
  keys: OpeningKeys,
): OpenedResponse {
  const signature = signatureIn(assertion);
  if (!signature) throw unsigned();
  const proof = verifyEnvelopedSignature(document, assertion, signature, keys.verification);
  return {
    response: claimed,
    assertion: requireAssertion(proof.element),
    signed: 'assertion',
    encrypted: false,
    proof,
  };
}

/** The ciphertext is a stranger's, so it must authenticate itself (GCM), and what it holds must be signed inside. */
function openEncrypted(claimed: XmlElement, keys: OpeningKeys): OpenedResponse {
  const holder = claimed.children.find(({ name }) => name === 'EncryptedAssertion') as XmlElement;
  const plain = decryptAssertion(holder, keys.decryption, { integrityProven: false });
  readAssertionXml(plain);
  return SignedDocument.open(plain, (inner) => {
    requireUniqueIds(inner);
    requireSignaturesIn(inner, [inner.root]);
    if (inner.everyElement('Assertion').length > 1)
      throw new Offence('The assertion holds others', {
        condition: 'assertion-count',
        expected: 'one',
        received: 'several',
      });
    return { ...openAssertion(inner, inner.root, claimed, keys), encrypted: true };
  });
}

// What was hidden is screened as what is not.
function readAssertionXml(plain: string): XmlElement {
  return refusingOffences('saml_response_malformed', () => requireAssertion(readXml(plain)));
}

function requireAssertion(element: XmlElement): XmlElement {
  if (element.namespace === ASSERTION_NS && element.name === 'Assertion') return element;
  throw new Offence('What is signed is no assertion', {
    condition: 'structure',
    expected: 'saml:Assertion',
    received: element.name,
  });
}

function unsigned(): Offence {
  return new Offence(
    'Neither the response nor the assertion is signed',
    { condition: 'unsigned', expected: 'a signature of the response or of the assertion', received: 'none' },
    'Set "Response" or "Assertion Signature" of the application at the identity provider to Signed.',
  );
}
