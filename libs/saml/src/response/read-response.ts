import { ASSERTION_NS, PROTOCOL_NS } from '../names.js';
import { Offence } from '../offence.js';
import { childOf, readXml, type XmlElement } from '../xml/element.js';
import { only, simpleText } from '../xml/only.js';

/** What the envelope says (SAML Core §3.3.3, §3.2.2), in its own words. */
export interface ResponseFacts {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly issueInstant: string | undefined;
  readonly destination: string | undefined;
  readonly inResponseTo: string | undefined;
  readonly issuer: string | undefined;
  /** The status codes from the outer to the inner. */
  readonly statusCodes: readonly string[];
  readonly statusMessage: string | undefined;
}

/** Screens a message and reads it as a response. @throws Offence */
export function readResponseXml(xml: string): XmlElement {
  return requireResponse(readXml(xml));
}

/** @throws Offence */
export function requireResponse(root: XmlElement): XmlElement {
  if (root.namespace === PROTOCOL_NS && root.name === 'Response') return root;
  throw new Offence('The message is no SAML response', {
    condition: 'structure',
    expected: 'samlp:Response',
    received: root.name,
  });
}

/** @throws Offence when a part is there twice */
export function readResponse(response: XmlElement): ResponseFacts {
  const { attributes } = response;
  const status = only(response, PROTOCOL_NS, 'Status');
  return {
    id: attributes.get('ID'),
    version: attributes.get('Version'),
    issueInstant: attributes.get('IssueInstant'),
    destination: attributes.get('Destination'),
    inResponseTo: attributes.get('InResponseTo'),
    issuer: simpleText(only(response, ASSERTION_NS, 'Issuer')),
    statusCodes: statusCodes(status),
    statusMessage: childOf(status, PROTOCOL_NS, 'StatusMessage')?.text,
  };
}

export function statusCodes(status: XmlElement | undefined): readonly string[] {
  const code = childOf(status, PROTOCOL_NS, 'StatusCode');
  return code ? [code.attributes.get('Value') ?? '', ...statusCodes(code)] : [];
}
