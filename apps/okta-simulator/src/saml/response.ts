import { randomUUID } from 'node:crypto';
import samlp from 'samlp';
import { applicationUsername } from '../org/app-user.js';
import type { Application } from '../org/application.js';
import type { NameIdFormat, Person } from '../org/model.js';
import { dressLikeOkta, type ResponseTimes } from './dress-like-okta.js';
import { UNKNOWN_LOGIN, type SamlFaults } from './faults.js';
import { signXml } from './sign-xml.js';
import type { SigningKey } from './signing-key.js';

const NAME_ID_FORMATS: Record<NameIdFormat, string> = {
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
};
const MINUTE = 60_000;

export interface ResponseRequest {
  person: Person;
  application: Application;
  key: SigningKey;
  now: Date;
  faults: SamlFaults;
  /** When the person signed in to Okta; now unless told. */
  authenticated?: Date;
  /** The id of the AuthnRequest that this answers (SP-initiated). */
  inResponseTo?: string;
}

/** The signed response document for a person, as XML. */
export async function makeResponse(request: ResponseRequest): Promise<string> {
  const { signResponse, signAssertion, signatureAlgorithm } = request.application.saml;
  let xml = dressLikeOkta(await unsignedResponse(request), timesOf(request));
  if (signAssertion) xml = signXml(xml, 'Assertion', request.key, signatureAlgorithm);
  if (signResponse) xml = signXml(xml, 'Response', request.key, signatureAlgorithm);
  return xml;
}

function timesOf({ now, faults, authenticated }: ResponseRequest): ResponseTimes {
  const issued = new Date(now.getTime() + (faults.clockOffMinutes ?? 0) * MINUTE);
  return {
    issued,
    notBefore: new Date(issued.getTime() - 5 * MINUTE),
    notOnOrAfter: new Date(issued.getTime() + 5 * MINUTE),
    authenticated: authenticated ?? issued,
  };
}

function unsignedResponse({ person, application, faults, inResponseTo }: ResponseRequest): Promise<string> {
  const { saml } = application;
  const nameIdentifier = faults.unknownPerson ? UNKNOWN_LOGIN : applicationUsername(person, application);
  return new Promise((resolve, reject) => {
    samlp.getSamlResponse(
      {
        issuer: application.issuer,
        audience: faults.wrongAudience ? 'https://another-service.example/sso' : saml.audience,
        destination: saml.singleSignOnUrl,
        recipient: saml.singleSignOnUrl,
        inResponseTo,
        lifetimeInSeconds: 300,
        sessionIndex: `id${randomUUID()}`,
        authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
        nameIdentifierFormat: NAME_ID_FORMATS[saml.nameIdFormat],
        signAssertion: false,
        signResponse: false,
        includeAttributeNameFormat: false,
        profileMapper: () => ({
          getClaims: () => claimsOf(person, application, faults),
          getNameIdentifier: () => ({ nameIdentifier }),
        }),
      },
      person,
      (error, xml) => (error ? reject(error) : resolve(xml)),
    );
  });
}

/** Attribute statements; Okta leaves out those without a value. */
function claimsOf(person: Person, application: Application, faults: SamlFaults): Record<string, string> {
  const claims: Record<string, string> = {};
  for (const { name, value } of application.saml.attributeStatements) {
    const text = faults.unknownPerson && value === 'email' ? UNKNOWN_LOGIN : person.profile[value];
    if (typeof text === 'string' && text !== '') claims[name] = text;
  }
  return claims;
}
