import { ASSERTION_NS, PROTOCOL_NS } from '../names.js';
import { statusCodes } from '../response/read-response.js';
import { childrenOf, type XmlElement } from '../xml/element.js';
import { only, simpleText } from '../xml/only.js';

/** What a logout message says (SAML Core §3.7), in its own words. */
export interface LogoutFacts {
  readonly kind: 'request' | 'response';
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly issueInstant: string | undefined;
  readonly destination: string | undefined;
  readonly issuer: string | undefined;
  readonly notOnOrAfter: string | undefined;
  readonly nameId: string | undefined;
  readonly nameIdAttributes: ReadonlyMap<string, string>;
  readonly sessionIndexes: readonly string[];
  readonly inResponseTo: string | undefined;
  readonly statusCodes: readonly string[];
}

/** @throws Offence when a part is there twice */
export function readLogout(kind: 'request' | 'response', message: XmlElement): LogoutFacts {
  const { attributes } = message;
  const nameId = only(message, ASSERTION_NS, 'NameID');
  return {
    kind,
    id: attributes.get('ID'),
    version: attributes.get('Version'),
    issueInstant: attributes.get('IssueInstant'),
    destination: attributes.get('Destination'),
    issuer: simpleText(only(message, ASSERTION_NS, 'Issuer')),
    notOnOrAfter: attributes.get('NotOnOrAfter'),
    nameId: simpleText(nameId),
    nameIdAttributes: nameId?.attributes ?? new Map(),
    sessionIndexes: childrenOf(message, PROTOCOL_NS, 'SessionIndex').map((index) => simpleText(index) as string),
    inResponseTo: attributes.get('InResponseTo'),
    statusCodes: statusCodes(only(message, PROTOCOL_NS, 'Status')),
  };
}
