import { decodePostBinding } from '../bindings/post-binding.js';
import { ASSERTION_NS, PROTOCOL_NS } from '../names.js';
import { refusingOffences } from '../offence.js';
import { childOf, childrenOf, type XmlElement } from '../xml/element.js';
import type { UnverifiedClaims } from './claims.js';
import { readAttributes } from './read-assertion.js';
import { readResponseXml, statusCodes } from './read-response.js';

/** Screens a response and reads what it claims, taking the first of everything: nothing here is believed. */
export function readClaims(samlResponse: unknown): UnverifiedClaims {
  const xml = decodePostBinding(samlResponse);
  const response = refusingOffences('saml_response_malformed', () => readResponseXml(xml));
  const assertion = childOf(response, ASSERTION_NS, 'Assertion');
  return {
    responseId: response.attributes.get('ID'),
    destination: response.attributes.get('Destination'),
    inResponseTo: response.attributes.get('InResponseTo'),
    status: statusCodes(childOf(response, PROTOCOL_NS, 'Status'))[0],
    encrypted: childOf(response, ASSERTION_NS, 'EncryptedAssertion') !== undefined,
    issuer: childOf(assertion, ASSERTION_NS, 'Issuer')?.text ?? childOf(response, ASSERTION_NS, 'Issuer')?.text,
    ...subjectClaims(childOf(assertion, ASSERTION_NS, 'Subject')),
    ...conditionClaims(childOf(assertion, ASSERTION_NS, 'Conditions')),
    ...authnClaims(childOf(assertion, ASSERTION_NS, 'AuthnStatement')),
    assertionId: assertion?.attributes.get('ID'),
    attributes: assertion ? readAttributes(assertion) : new Map(),
  };
}

function subjectClaims(subject: XmlElement | undefined) {
  const nameId = childOf(subject, ASSERTION_NS, 'NameID');
  const confirmations = subject ? childrenOf(subject, ASSERTION_NS, 'SubjectConfirmation') : [];
  const recipients = confirmations.map((one) =>
    childOf(one, ASSERTION_NS, 'SubjectConfirmationData')?.attributes.get('Recipient'),
  );
  return {
    nameId: nameId?.text,
    nameIdFormat: nameId?.attributes.get('Format'),
    recipients: recipients.filter((one) => one !== undefined),
  };
}

function conditionClaims(conditions: XmlElement | undefined) {
  const restrictions = conditions ? childrenOf(conditions, ASSERTION_NS, 'AudienceRestriction') : [];
  const audiences = restrictions
    .flatMap((restriction) => childrenOf(restriction, ASSERTION_NS, 'Audience'))
    .map(({ text }) => text.trim());
  return {
    audiences,
    notBefore: conditions?.attributes.get('NotBefore'),
    notOnOrAfter: conditions?.attributes.get('NotOnOrAfter'),
  };
}

function authnClaims(statement: XmlElement | undefined) {
  return {
    authnInstant: statement?.attributes.get('AuthnInstant'),
    sessionIndex: statement?.attributes.get('SessionIndex'),
  };
}
