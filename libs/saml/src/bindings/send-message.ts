import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { RSA_SHA256 } from '../signature/algorithms.js';
import { signXml } from '../signature/sign-xml.js';
import type { Endpoint, OutgoingMessage } from './endpoint.js';

export interface MessageToSend {
  readonly id: string;
  readonly parameter: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly destination: Endpoint;
  readonly relayState?: string;
  /** PEM of an RSA key; unsigned unless set. */
  readonly signingKey?: string;
}

/** Makes a message ready for the browser, by the binding of its destination. */
export function sendMessage(message: MessageToSend): OutgoingMessage {
  const url = addressFor(message);
  if (message.destination.binding === 'redirect')
    return { id: message.id, binding: 'redirect', url: withQuery(url, redirectQuery(message)) };
  const xml = message.signingKey === undefined ? message.xml : signXml(message.xml, message.signingKey);
  const fields: Record<string, string> = { [message.parameter]: Buffer.from(xml).toString('base64') };
  if (message.relayState) fields.RelayState = message.relayState;
  return { id: message.id, binding: 'post', url, fields };
}

/** Where this message goes: responses may have an address of their own (SAML Metadata §2.2.2). */
export function addressFor({ parameter, destination }: Pick<MessageToSend, 'parameter' | 'destination'>): string {
  return (parameter === 'SAMLResponse' ? destination.responseLocation : undefined) ?? destination.location;
}

/** SAML Bindings §3.4.4.1: what is signed is the query exactly as it is sent. */
function redirectQuery({ parameter, xml, relayState, signingKey }: MessageToSend): string {
  const pairs = [[parameter, deflateRawSync(xml).toString('base64')]];
  if (relayState) pairs.push(['RelayState', relayState]);
  if (signingKey !== undefined) pairs.push(['SigAlg', RSA_SHA256]);
  const query = pairs.map(([name, value]) => `${name}=${encode(value as string)}`).join('&');
  if (signingKey === undefined) return query;
  return `${query}&Signature=${encode(sign('sha256', Buffer.from(query), signingKey).toString('base64'))}`;
}

/** RFC 3986 §2.3, nothing else unescaped: a browser would rewrite an apostrophe, and the signature would no longer fit. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function withQuery(location: string, query: string): string {
  const [address = ''] = location.split('#', 1);
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}
