import { UNSPECIFIED_FORMAT } from '../names.js';
import { parseDateTime } from '../xml/date-time.js';
import { CLOCK_SKEW } from './clock-skew.js';
import type { Check } from './evidence.js';

export const nameIdFormatIsAllowed: Check = ({ assertion }, { narrowing: { nameIdFormats } }) => {
  const received = assertion.nameIdAttributes.get('Format') ?? UNSPECIFIED_FORMAT;
  if (!nameIdFormats || nameIdFormats.includes(received)) return undefined;
  return {
    wrong: 'The NameID has another format',
    condition: 'name-id-format',
    expected: nameIdFormats.join(' or '),
    received,
  };
};

export const authnContextIsAllowed: Check = ({ assertion }, { narrowing: { authnContexts } }) => {
  const received = assertion.authentications[0]?.context;
  if (!authnContexts || (received !== undefined && authnContexts.includes(received))) return undefined;
  return {
    wrong: 'The person signed in in another way',
    condition: 'authn-context',
    expected: authnContexts.join(' or '),
    received: received ?? 'none',
  };
};

/** SAML Core §3.4.1 ForceAuthn: a request for a fresh sign-in is not answered by an old one. */
export const authenticationIsNewEnough: Check = ({ assertion }, { narrowing: { authenticatedAfter } }) => {
  const received = assertion.authentications[0]?.authnInstant;
  const instant = parseDateTime(received)?.getTime() ?? 0;
  if (!authenticatedAfter || instant >= authenticatedAfter.getTime() - CLOCK_SKEW) return undefined;
  return {
    wrong: 'The sign-in is older than the request for a fresh one',
    condition: 'authn-instant',
    expected: `not before ${authenticatedAfter.toISOString()}`,
    received,
  };
};

export const certificateIsCurrent: Check = (
  { certificateNotAfter },
  { now, narrowing: { currentCertificatesOnly } },
) => {
  if (!currentCertificatesOnly || now <= certificateNotAfter) return undefined;
  const expected = `an end after ${now.toISOString()}`;
  return {
    wrong: 'The certificate of the identity provider has expired',
    condition: 'certificate',
    expected,
    received: certificateNotAfter.toISOString(),
  };
};

export const assertionIsEncrypted: Check = ({ encrypted }, { narrowing: { encryptedOnly } }) => {
  if (!encryptedOnly || encrypted) return undefined;
  return {
    wrong: 'The assertion is not encrypted',
    condition: 'encryption',
    expected: 'an EncryptedAssertion',
    received: 'an Assertion',
  };
};

export const responseIsSigned: Check = ({ signed }, { narrowing: { signedResponseOnly } }) => {
  if (!signedResponseOnly || signed === 'response') return undefined;
  return {
    wrong: 'The response itself is not signed',
    condition: 'signature',
    expected: 'a signature of the response',
    received: 'one of the assertion',
  };
};
