import { decodeBase64, decodeUtf8 } from '../bindings/decode-base64.js';
import { inflateRedirectBinding } from '../bindings/redirect-binding.js';
import { decode, readRawQuery, type QueryParameter } from '../bindings/read-query.js';
import { PROTOCOL_NS } from '../names.js';
import { Offence } from '../offence.js';
import { requireSignaturesIn, requireUniqueIds } from '../signature/document-shape.js';
import { signatureIn, SignedDocument } from '../signature/signed-document.js';
import { signatureAlgorithm } from '../signature/algorithms.js';
import { findSigner, type VerificationKey } from '../signature/verification-keys.js';
import { verifyEnvelopedSignature } from '../signature/verify-enveloped-signature.js';
import { readXml, type XmlElement } from '../xml/element.js';
import type { IncomingLogoutMessage } from './verify-logout-message.js';

/** A logout message as it came: read, and not yet believed. */
export interface ReceivedLogoutMessage {
  readonly kind: 'request' | 'response';
  readonly claimed: XmlElement;
  readonly relayState: string | undefined;
  /** Proves that the integration sent exactly this, and gives what is proven. @throws Offence */
  readonly prove: (keys: readonly VerificationKey[]) => XmlElement;
}

/** @throws Offence, Problem `logout_message_malformed` */
export function receiveLogoutMessage(message: IncomingLogoutMessage): ReceivedLogoutMessage {
  return message.binding === 'redirect' ? receiveQuery(message.rawQuery) : receiveForm(message.fields);
}

/** SAML Bindings §3.4.4.1: the signature stands beside the message and covers the octets of the query. */
function receiveQuery(rawQuery: string): ReceivedLogoutMessage {
  const query = readRawQuery(rawQuery);
  const parameter = onlyMessage((name) => query.has(name));
  const encoding = query.get('SAMLEncoding');
  if (encoding !== undefined && !decode(encoding).endsWith(':URL-Encoding:DEFLATE')) {
    throw new Offence('The message has another encoding', {
      condition: 'encoding',
      expected: 'DEFLATE',
      received: decode(encoding),
    });
  }
  const xml = inflateRedirectBinding(decode(query.get(parameter) as string));
  const claimed = readLogout(xml, parameter);
  const relayState = query.get('RelayState');
  return {
    kind: kindOf(parameter),
    claimed,
    relayState: relayState === undefined ? undefined : decode(relayState.replaceAll('+', ' ')),
    prove: (keys) => {
      const signature = query.get('Signature');
      if (!signature || !query.has('SigAlg')) throw unsigned();
      const signed = ([parameter, 'RelayState', 'SigAlg'] as const)
        .filter((name) => query.has(name))
        .map((name) => `${name}=${query.get(name)}`);
      const algorithm = signatureAlgorithm(decode(query.get('SigAlg') as string));
      findSigner(Buffer.from(signed.join('&')), decodeBase64(decode(signature)), algorithm, keys);
      return claimed;
    },
  };
}

/** SAML Bindings §3.5: the signature is in the message. */
function receiveForm(fields: Readonly<Record<string, unknown>>): ReceivedLogoutMessage {
  const parameter = onlyMessage((name) => Object.hasOwn(fields, name));
  const { [parameter]: field, RelayState: relayState } = fields;
  if (typeof field !== 'string' || (relayState !== undefined && typeof relayState !== 'string')) {
    throw new Offence(`${parameter} and RelayState must be one form field each`, {
      condition: 'query',
      expected: 'a text',
      received: 'something else',
    });
  }
  const xml = decodeUtf8(decodeBase64(field));
  const claimed = readLogout(xml, parameter);
  return { kind: kindOf(parameter), claimed, relayState, prove: (keys) => proveEnveloped(xml, keys) };
}

function proveEnveloped(xml: string, keys: readonly VerificationKey[]): XmlElement {
  return SignedDocument.open(xml, (document) => {
    requireUniqueIds(document);
    requireSignaturesIn(document, [document.root]);
    const signature = signatureIn(document.root);
    if (!signature) throw unsigned();
    return verifyEnvelopedSignature(document, document.root, signature, keys).element;
  });
}

function onlyMessage(has: (name: 'SAMLRequest' | 'SAMLResponse') => boolean): 'SAMLRequest' | 'SAMLResponse' {
  const present = (['SAMLRequest', 'SAMLResponse'] as const).filter(has);
  const [only] = present;
  if (only && present.length === 1) return only;
  throw new Offence('There must be one message', {
    condition: 'query',
    expected: 'SAMLRequest or SAMLResponse',
    received: present.join(' and ') || 'neither',
  });
}

function kindOf(parameter: QueryParameter): 'request' | 'response' {
  return parameter === 'SAMLRequest' ? 'request' : 'response';
}

function readLogout(xml: string, parameter: QueryParameter): XmlElement {
  const element = readXml(xml);
  const expected = parameter === 'SAMLRequest' ? 'LogoutRequest' : 'LogoutResponse';
  if (element.namespace === PROTOCOL_NS && element.name === expected) return element;
  throw new Offence(`${parameter} holds another message`, {
    condition: 'structure',
    expected: `samlp:${expected}`,
    received: element.name,
  });
}

function unsigned(): Offence {
  return new Offence(
    'The logout message is not signed',
    { condition: 'unsigned', expected: 'a signature', received: 'none' },
    'Let the identity provider sign its logout messages.',
  );
}
