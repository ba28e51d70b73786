import { randomBytes } from 'node:crypto';

/** Everything a response says. `null` leaves a part out. Times are instants or any text that stands in their place. */
export interface ResponseFields {
  readonly responseId: string;
  readonly assertionId: string;
  readonly issuer: string;
  readonly responseIssuer: string | null;
  readonly version: string;
  readonly assertionVersion: string;
  readonly destination: string | null;
  readonly recipient: string | null;
  readonly audiences: readonly string[] | null;
  readonly status: string;
  readonly nameId: string | null;
  readonly nameIdFormat: string | null;
  readonly inResponseTo: string | null;
  readonly confirmationInResponseTo: string | null;
  readonly confirmationMethod: string;
  readonly confirmationNotBefore: string | null;
  readonly confirmationNotOnOrAfter: string | null;
  readonly issueInstant: string;
  readonly responseIssueInstant: string;
  readonly notBefore: string | null;
  readonly notOnOrAfter: string | null;
  readonly moreConditions: string;
  readonly authnInstant: string | null;
  readonly sessionIndex: string | null;
  readonly sessionNotOnOrAfter: string | null;
  readonly authnContext: string;
  readonly attributes: readonly (readonly [name: string, ...values: string[]])[];
}

export interface Meant {
  readonly issuer: string;
  readonly audience: string;
  readonly acsUrl: string;
  readonly nameId: string;
  readonly now: Date;
}

export const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const MINUTE = 60_000;

/** A response as Okta makes it when a person clicks the application, with new IDs. */
export function goodFields({ issuer, audience, acsUrl, nameId, now }: Meant): ResponseFields {
  const at = (minutes: number) => new Date(now.getTime() + minutes * MINUTE).toISOString();
  return {
    responseId: newId(),
    assertionId: newId(),
    issuer,
    responseIssuer: issuer,
    version: '2.0',
    assertionVersion: '2.0',
    destination: acsUrl,
    recipient: acsUrl,
    audiences: [audience],
    status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    nameId,
    nameIdFormat: EMAIL_FORMAT,
    inResponseTo: null,
    confirmationInResponseTo: null,
    confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
    confirmationNotBefore: null,
    confirmationNotOnOrAfter: at(5),
    issueInstant: at(0),
    responseIssueInstant: at(0),
    notBefore: at(-5),
    notOnOrAfter: at(5),
    moreConditions: '',
    authnInstant: at(-120),
    sessionIndex: newId(),
    sessionNotOnOrAfter: null,
    authnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    attributes: [
      ['email', nameId],
      ['firstName', 'Ada'],
      ['lastName', 'Lovelace'],
    ],
  };
}

export function newId(): string {
  return `id${randomBytes(16).toString('hex')}`;
}

/** The XML of a response, unsigned, on one line. */
export function responseXml(fields: ResponseFields, assertion = assertionXml(fields)): string {
  const attributes = optional({ Destination: fields.destination, InResponseTo: fields.inResponseTo });
  const issuer =
    fields.responseIssuer === null
      ? ''
      : `<saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${escape(fields.responseIssuer)}</saml2:Issuer>`;
  return (
    `<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:xs="http://www.w3.org/2001/XMLSchema" ID="${fields.responseId}" IssueInstant="${escape(fields.responseIssueInstant)}" Version="${fields.version}"${attributes}>` +
    `${issuer}<saml2p:Status><saml2p:StatusCode Value="${fields.status}"/></saml2p:Status>${assertion}</saml2p:Response>`
  );
}

/** The XML of an assertion, unsigned, with all its namespaces. */
export function assertionXml(fields: ResponseFields): string {
  return (
    `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xs="http://www.w3.org/2001/XMLSchema" ID="${fields.assertionId}" IssueInstant="${escape(fields.issueInstant)}" Version="${fields.assertionVersion}">` +
    `<saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${escape(fields.issuer)}</saml2:Issuer>` +
    `${subjectXml(fields)}${conditionsXml(fields)}${authnXml(fields)}${attributesXml(fields)}</saml2:Assertion>`
  );
}

function subjectXml(fields: ResponseFields): string {
  const name =
    fields.nameId === null
      ? ''
      : `<saml2:NameID${optional({ Format: fields.nameIdFormat })}>${escape(fields.nameId)}</saml2:NameID>`;
  const data = optional({
    InResponseTo: fields.confirmationInResponseTo,
    NotBefore: fields.confirmationNotBefore,
    NotOnOrAfter: fields.confirmationNotOnOrAfter,
    Recipient: fields.recipient,
  });
  return `<saml2:Subject>${name}<saml2:SubjectConfirmation Method="${fields.confirmationMethod}"><saml2:SubjectConfirmationData${data}/></saml2:SubjectConfirmation></saml2:Subject>`;
}

function conditionsXml(fields: ResponseFields): string {
  const audiences = (fields.audiences ?? [])
    .map((audience) => `<saml2:Audience>${escape(audience)}</saml2:Audience>`)
    .join('');
  const restriction =
    fields.audiences === null ? '' : `<saml2:AudienceRestriction>${audiences}</saml2:AudienceRestriction>`;
  return `<saml2:Conditions${optional({ NotBefore: fields.notBefore, NotOnOrAfter: fields.notOnOrAfter })}>${restriction}${fields.moreConditions}</saml2:Conditions>`;
}

function authnXml(fields: ResponseFields): string {
  if (fields.authnInstant === null) return '';
  const attributes = optional({
    AuthnInstant: fields.authnInstant,
    SessionIndex: fields.sessionIndex,
    SessionNotOnOrAfter: fields.sessionNotOnOrAfter,
  });
  return `<saml2:AuthnStatement${attributes}><saml2:AuthnContext><saml2:AuthnContextClassRef>${fields.authnContext}</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>`;
}

function attributesXml({ attributes }: ResponseFields): string {
  if (attributes.length === 0) return '';
  const value = (text: string) =>
    `<saml2:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${escape(text)}</saml2:AttributeValue>`;
  const one = ([name, ...values]: readonly [string, ...string[]]) =>
    `<saml2:Attribute Name="${escape(name)}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified">${values.map(value).join('')}</saml2:Attribute>`;
  return `<saml2:AttributeStatement>${attributes.map(one).join('')}</saml2:AttributeStatement>`;
}

function optional(attributes: Readonly<Record<string, string | null>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escape(value as string)}"`)
    .join('');
}

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
