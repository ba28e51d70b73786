import type { Endpoint, OutgoingMessage } from '../bindings/endpoint.js';
import { addressFor, sendMessage } from '../bindings/send-message.js';
import { ASSERTION_NS, PROTOCOL_NS, STATUS_SUCCESS } from '../names.js';
import { newMessageId } from '../requests/message-id.js';
import { escapeXml } from '../xml/escape-xml.js';

interface LogoutMessageOptions {
  /** Our entity ID. */
  readonly issuer: string;
  /** The identity provider's single logout service. */
  readonly destination: Endpoint;
  readonly relayState?: string;
  /** PEM of PKCS #8: logout messages are always signed (SAML Profiles §4.4.4.1). */
  readonly signingKey: string;
  readonly now: Date;
}

export interface LogoutRequestOptions extends LogoutMessageOptions {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  readonly sessionIndexes?: readonly string[];
}

export interface LogoutResponseOptions extends LogoutMessageOptions {
  /** The ID of the request that this answers. */
  readonly inResponseTo: string;
  readonly success: boolean;
}

const STATUS_RESPONDER = 'urn:oasis:names:tc:SAML:2.0:status:Responder';

/** Asks the identity provider to end its session and those of its other services (SAML Core §3.7.1), signed. */
export async function createLogoutRequest(options: LogoutRequestOptions): Promise<OutgoingMessage> {
  const { nameId, nameIdFormat, nameQualifier, spNameQualifier, sessionIndexes = [] } = options;
  const name = attributes({ NameQualifier: nameQualifier, SPNameQualifier: spNameQualifier, Format: nameIdFormat });
  const sessions = sessionIndexes
    .map((index) => `<samlp:SessionIndex>${escapeXml(index)}</samlp:SessionIndex>`)
    .join('');
  return send(
    'LogoutRequest',
    'SAMLRequest',
    options,
    `<saml:NameID${name}>${escapeXml(nameId)}</saml:NameID>${sessions}`,
  );
}

/** Tells the identity provider whether its logout request was carried out (SAML Core §3.7.2), signed. */
export async function createLogoutResponse(options: LogoutResponseOptions): Promise<OutgoingMessage> {
  const status = `<samlp:Status><samlp:StatusCode Value="${options.success ? STATUS_SUCCESS : STATUS_RESPONDER}"/></samlp:Status>`;
  return send('LogoutResponse', 'SAMLResponse', options, status, { InResponseTo: options.inResponseTo });
}

function send(
  name: string,
  parameter: 'SAMLRequest' | 'SAMLResponse',
  options: LogoutMessageOptions,
  content: string,
  more: Record<string, string> = {},
): OutgoingMessage {
  const id = newMessageId();
  const { destination, relayState, signingKey } = options;
  const head = attributes({
    ID: id,
    Version: '2.0',
    IssueInstant: options.now.toISOString(),
    Destination: addressFor({ parameter, destination }),
    ...more,
  });
  const issuer = `<saml:Issuer>${escapeXml(options.issuer)}</saml:Issuer>`;
  const xml = `<samlp:${name} xmlns:samlp="${PROTOCOL_NS}" xmlns:saml="${ASSERTION_NS}"${head}>${issuer}${content}</samlp:${name}>`;
  return sendMessage({ id, parameter, xml, destination, relayState, signingKey });
}

function attributes(values: Readonly<Record<string, string | undefined>>): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return present.map(([name, value]) => ` ${name}="${escapeXml(value as string)}"`).join('');
}
