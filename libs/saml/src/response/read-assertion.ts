import { ASSERTION_NS } from '../names.js';
import { childOf, childrenOf, type XmlElement } from '../xml/element.js';
import { only, simpleText, simpleUri } from '../xml/only.js';
import type { Attributes } from './claims.js';

/** SAML Core §2.4.1.1 */
export interface ConfirmationFacts {
  readonly method: string | undefined;
  readonly recipient: string | undefined;
  readonly notBefore: string | undefined;
  readonly notOnOrAfter: string | undefined;
  readonly inResponseTo: string | undefined;
}

/** SAML Core §2.7.2 */
export interface AuthnFacts {
  readonly authnInstant: string | undefined;
  readonly sessionIndex: string | undefined;
  readonly sessionNotOnOrAfter: string | undefined;
  readonly context: string | undefined;
}

/** SAML Core §2.5.1 */
export interface ConditionFacts {
  readonly notBefore: string | undefined;
  readonly notOnOrAfter: string | undefined;
  /** One list of audiences for each restriction: every restriction must hold. */
  readonly audienceRestrictions: readonly (readonly string[])[];
  readonly oneTimeUse: boolean;
  readonly unknown: readonly string[];
}

/** What an assertion says, in its own words; judged by the checks. */
export interface AssertionFacts {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly issueInstant: string | undefined;
  readonly issuer: string | undefined;
  readonly issuerFormat: string | undefined;
  readonly nameId: string | undefined;
  readonly nameIdAttributes: ReadonlyMap<string, string>;
  /** The name stands in an EncryptedID of its own (SAML Core §2.2.4), which is not opened. */
  readonly nameIsEncrypted: boolean;
  readonly confirmations: readonly ConfirmationFacts[];
  readonly conditions: ConditionFacts | undefined;
  readonly authentications: readonly AuthnFacts[];
  readonly attributes: Attributes;
}

/** @throws Offence when a part is there twice or holds what it must not */
export function readAssertion(assertion: XmlElement): AssertionFacts {
  const issuer = only(assertion, ASSERTION_NS, 'Issuer');
  const subject = only(assertion, ASSERTION_NS, 'Subject');
  const nameId = only(subject, ASSERTION_NS, 'NameID');
  const conditions = only(assertion, ASSERTION_NS, 'Conditions');
  return {
    id: assertion.attributes.get('ID'),
    version: assertion.attributes.get('Version'),
    issueInstant: assertion.attributes.get('IssueInstant'),
    issuer: simpleText(issuer),
    issuerFormat: issuer?.attributes.get('Format'),
    nameId: simpleText(nameId),
    nameIdAttributes: nameId?.attributes ?? new Map(),
    nameIsEncrypted: childOf(subject, ASSERTION_NS, 'EncryptedID') !== undefined,
    confirmations: subject ? childrenOf(subject, ASSERTION_NS, 'SubjectConfirmation').map(readConfirmation) : [],
    conditions: conditions && readConditions(conditions),
    authentications: childrenOf(assertion, ASSERTION_NS, 'AuthnStatement').map(readAuthentication),
    attributes: readAttributes(assertion),
  };
}

function readConfirmation(confirmation: XmlElement): ConfirmationFacts {
  const data = only(confirmation, ASSERTION_NS, 'SubjectConfirmationData')?.attributes;
  return {
    method: confirmation.attributes.get('Method'),
    recipient: data?.get('Recipient'),
    notBefore: data?.get('NotBefore'),
    notOnOrAfter: data?.get('NotOnOrAfter'),
    inResponseTo: data?.get('InResponseTo'),
  };
}

const UNDERSTOOD: ReadonlySet<string> = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']);

function readConditions(conditions: XmlElement): ConditionFacts {
  const unknown = conditions.children.filter(
    ({ namespace, name }) => namespace !== ASSERTION_NS || !UNDERSTOOD.has(name),
  );
  return {
    notBefore: conditions.attributes.get('NotBefore'),
    notOnOrAfter: conditions.attributes.get('NotOnOrAfter'),
    audienceRestrictions: childrenOf(conditions, ASSERTION_NS, 'AudienceRestriction').map((restriction) =>
      childrenOf(restriction, ASSERTION_NS, 'Audience').map((audience) => simpleUri(audience) as string),
    ),
    oneTimeUse: childOf(conditions, ASSERTION_NS, 'OneTimeUse') !== undefined,
    unknown: unknown.map(({ name }) => name),
  };
}

function readAuthentication(statement: XmlElement): AuthnFacts {
  const context = only(statement, ASSERTION_NS, 'AuthnContext');
  return {
    authnInstant: statement.attributes.get('AuthnInstant'),
    sessionIndex: statement.attributes.get('SessionIndex'),
    sessionNotOnOrAfter: statement.attributes.get('SessionNotOnOrAfter'),
    context: simpleUri(only(context, ASSERTION_NS, 'AuthnContextClassRef')),
  };
}

/** Every value of every Attribute, under the name as sent (SAML Core §2.7.3); a Map, so that no name is special. */
export function readAttributes(assertion: XmlElement): Attributes {
  const attributes = new Map<string, string[]>();
  for (const statement of childrenOf(assertion, ASSERTION_NS, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, ASSERTION_NS, 'Attribute')) {
      const name = attribute.attributes.get('Name') ?? '';
      const values = childrenOf(attribute, ASSERTION_NS, 'AttributeValue')
        .filter(isThere)
        .map(({ text }) => text);
      attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
    }
  }
  return attributes;
}

const NIL = '{http://www.w3.org/2001/XMLSchema-instance}nil';

function isThere(value: XmlElement): boolean {
  return value.attributes.get(NIL) !== 'true' && value.attributes.get(NIL) !== '1';
}
