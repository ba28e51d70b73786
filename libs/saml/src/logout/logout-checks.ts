import { judgeAge, judgeEnd } from '../response/clock-skew.js';
import type { Refusal } from '../response/evidence.js';
import type { LogoutFacts } from './read-logout.js';
import type { LogoutExpectations } from './verify-logout-message.js';

type LogoutCheck = (facts: LogoutFacts, expected: LogoutExpectations) => Refusal | undefined;

const hasVersionTwo: LogoutCheck = ({ version }) =>
  version === '2.0'
    ? undefined
    : {
        wrong: 'The message has another version of SAML',
        condition: 'version',
        expected: '2.0',
        received: version ?? 'none',
      };

const hasAnId: LogoutCheck = ({ id }) =>
  id ? undefined : { wrong: 'The message has no ID', condition: 'structure', expected: 'an ID', received: 'none' };

const isFromTheIssuer: LogoutCheck = (facts, { issuer }) =>
  facts.issuer === issuer
    ? undefined
    : {
        wrong: 'The message is of another issuer',
        condition: 'issuer',
        expected: issuer,
        received: facts.issuer || 'none',
      };

/** SAML Bindings §3.4.5.2, §3.5.5.2: a signed message must say where it was sent. */
const isSentToUs: LogoutCheck = ({ destination }, { destinations }) => {
  if (destination !== undefined && destinations.includes(destination)) return undefined;
  return {
    wrong: 'The message was sent to another address',
    condition: 'destination',
    expected: destinations.join(' or '),
    received: destination || 'none',
  };
};

const isFresh: LogoutCheck = ({ issueInstant }, { now }) =>
  judgeAge('The IssueInstant of the message', issueInstant, now);

/** SAML Core §3.7.1 */
const hasNotEnded: LogoutCheck = ({ notOnOrAfter }, { now }) =>
  notOnOrAfter === undefined ? undefined : judgeEnd('NotOnOrAfter of the request', notOnOrAfter, now);

const namesSomebody: LogoutCheck = ({ kind, nameId }) => {
  if (kind === 'response' || nameId?.trim()) return undefined;
  return {
    wrong: 'The logout request names nobody',
    condition: 'name-id',
    expected: 'a NameID',
    received: nameId === undefined ? 'none' : 'an empty one',
  };
};

const answersTheRequest: LogoutCheck = ({ kind, inResponseTo }, { requestId }) => {
  if (kind === 'request' || requestId === undefined || inResponseTo === requestId) return undefined;
  return {
    wrong: 'The response answers another request',
    condition: 'in-response-to',
    expected: requestId,
    received: inResponseTo ?? 'none',
  };
};

/** What must hold for a logout message whose signature is verified (SAML Profiles §4.4.4). Replay is the caller's. */
export const LOGOUT_CHECKS: readonly LogoutCheck[] = [
  hasVersionTwo,
  hasAnId,
  isFromTheIssuer,
  isSentToUs,
  isFresh,
  hasNotEnded,
  namesSomebody,
  answersTheRequest,
];
