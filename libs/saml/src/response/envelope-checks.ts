import { STATUS_SUCCESS } from '../names.js';
import { judgeAge } from './clock-skew.js';
import type { Check } from './evidence.js';

/** SAML Core §3.2.2 */
export const responseHasVersionTwo: Check = ({ response }) => {
  if (response.version === '2.0') return undefined;
  return {
    wrong: 'The response has another version of SAML',
    condition: 'version',
    expected: '2.0',
    received: response.version ?? 'none',
  };
};

/** SAML Core §3.2.2.2 */
export const statusIsSuccess: Check = ({ response }) => {
  const { statusCodes, statusMessage } = response;
  if (statusCodes[0] === STATUS_SUCCESS) return undefined;
  const received = [...statusCodes, statusMessage].filter(Boolean).join(': ') || 'none';
  return {
    wrong: 'The identity provider did not sign the person in',
    condition: 'status',
    expected: STATUS_SUCCESS,
    received,
  };
};

/** SAML Profiles §4.1.4.2: may be left out; where it is there, it is the assertion's. */
export const responseIsFromTheIssuer: Check = ({ response }, { issuer }) => {
  if (response.issuer === undefined || response.issuer === issuer) return undefined;
  return {
    wrong: 'The response is of another issuer',
    condition: 'issuer',
    expected: issuer,
    received: response.issuer,
  };
};

/** SAML Bindings §3.5.5.2: a signed message must name where it was sent, so that nobody carries it elsewhere. */
export const destinationIsOurs: Check = ({ response, signed }, { recipients }) => {
  const { destination } = response;
  if (destination === undefined ? signed === 'assertion' : recipients.includes(destination)) return undefined;
  return {
    wrong: 'The response was sent to another address',
    condition: 'destination',
    expected: recipients.join(' or '),
    received: destination || 'none',
  };
};

export const responseIsFresh: Check = ({ response }, { now }) =>
  judgeAge('The IssueInstant of the response', response.issueInstant, now);
