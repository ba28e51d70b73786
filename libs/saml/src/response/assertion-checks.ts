import { ENTITY_FORMAT } from '../names.js';
import { judgeAge, judgeBeginning, judgeEnd } from './clock-skew.js';
import type { Check } from './evidence.js';

/** SAML Core §2.3.3 */
export const assertionHasVersionTwo: Check = ({ assertion }) => {
  if (assertion.version === '2.0') return undefined;
  return {
    wrong: 'The assertion has another version of SAML',
    condition: 'version',
    expected: '2.0',
    received: assertion.version ?? 'none',
  };
};

/** Replay protection spends it. */
export const assertionHasAnId: Check = ({ assertion }) => {
  if (assertion.id) return undefined;
  return { wrong: 'The assertion has no ID', condition: 'structure', expected: 'an ID', received: 'none' };
};

/** SAML Profiles §4.1.4.2 */
export const assertionIsFromTheIssuer: Check = ({ assertion }, { issuer }) => {
  const { issuerFormat = ENTITY_FORMAT } = assertion;
  if (assertion.issuer !== issuer)
    return {
      wrong: 'The assertion is of another issuer',
      condition: 'issuer',
      expected: issuer,
      received: assertion.issuer || 'none',
    };
  if (issuerFormat === ENTITY_FORMAT) return undefined;
  return {
    wrong: 'The issuer is not named as an entity',
    condition: 'issuer',
    expected: ENTITY_FORMAT,
    received: issuerFormat,
  };
};

/** SAML Core §2.5.1.4: every restriction names one of our entity IDs; none at all means everybody's, so nobody's. */
export const audienceIsOurs: Check = ({ assertion }, { audiences }) => {
  const restrictions = assertion.conditions?.audienceRestrictions ?? [];
  const foreign = restrictions.find((restriction) => !restriction.some((audience) => audiences.includes(audience)));
  if (restrictions.length > 0 && !foreign) return undefined;
  return {
    wrong: 'The assertion is meant for another service',
    condition: 'audience',
    expected: audiences.join(' or '),
    received: foreign?.join(', ') || 'none',
  };
};

export const assertionIsFresh: Check = ({ assertion }, { now }) =>
  judgeAge('The IssueInstant of the assertion', assertion.issueInstant, now);

/** SAML Core §2.5.1.2 */
export const conditionsHaveBegun: Check = ({ assertion }, { now }) => {
  const notBefore = assertion.conditions?.notBefore;
  return notBefore === undefined ? undefined : judgeBeginning('NotBefore of the Conditions', notBefore, now);
};

/** SAML Core §2.5.1.2, where the end may be left out; here an assertion without an end is refused. */
export const conditionsHaveNotEnded: Check = ({ assertion }, { now }) =>
  judgeEnd('NotOnOrAfter of the Conditions', assertion.conditions?.notOnOrAfter, now);

/** SAML Core §2.5.1.1: a condition that is not understood makes the assertion indeterminate. */
export const conditionsAreUnderstood: Check = ({ assertion }) => {
  const unknown = assertion.conditions?.unknown ?? [];
  if (unknown.length === 0) return undefined;
  const expected = 'AudienceRestriction, OneTimeUse, ProxyRestriction';
  return {
    wrong: 'The assertion has a condition that this service does not know',
    condition: 'condition',
    expected,
    received: unknown.join(', '),
  };
};

export const subjectIsNamed: Check = ({ assertion }) => {
  if (assertion.nameIsEncrypted)
    return {
      wrong: 'The name of the person is encrypted by itself',
      condition: 'name-id',
      expected: 'a NameID, in an EncryptedAssertion where it shall not be read on the way',
      received: 'an EncryptedID',
    };
  if (assertion.nameId?.trim()) return undefined;
  const received = assertion.nameId === undefined ? 'none' : 'an empty one';
  return { wrong: 'The assertion names nobody', condition: 'name-id', expected: 'a NameID', received };
};

/** SAML Profiles §4.1.4.2: at least one AuthnStatement. */
export const personHasAuthenticated: Check = ({ assertion }, { now }) => {
  const [statement] = assertion.authentications;
  if (!statement)
    return {
      wrong: 'The assertion does not say that anybody signed in',
      condition: 'authn-statement',
      expected: 'an AuthnStatement',
      received: 'none',
    };
  return judgeBeginning('AuthnInstant', statement.authnInstant, now, 'authn-instant');
};

/** SAML Core §2.7.2 */
export const sessionHasNotEnded: Check = ({ assertion }, { now }) =>
  assertion.authentications
    .filter(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter !== undefined)
    .map(({ sessionNotOnOrAfter }) => judgeEnd('SessionNotOnOrAfter', sessionNotOnOrAfter, now, 'session-expiry'))
    .find(Boolean);

/** SAML Core §2.7.3.1 */
export const attributesHaveNames: Check = ({ assertion }) => {
  if (!assertion.attributes.has('')) return undefined;
  return { wrong: 'An attribute has no name', condition: 'attribute', expected: 'a Name', received: 'none' };
};
