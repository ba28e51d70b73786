import { BEARER } from '../names.js';
import { judgeEnd } from './clock-skew.js';
import type { Check, Evidence, Judgement, Refusal } from './evidence.js';
import type { ConfirmationFacts } from './read-assertion.js';

/** SAML Profiles §4.1.4.2: one bearer confirmation must hold; of several that do not, the first is named. */
export const bearerConfirmationHolds: Check = ({ assertion }, judgement) => {
  const bearers = assertion.confirmations.filter(({ method }) => method === BEARER);
  if (bearers.length === 0) {
    const received = assertion.confirmations.map(({ method }) => method).join(', ') || 'none';
    return {
      wrong: 'The subject is not confirmed for a browser',
      condition: 'subject-confirmation',
      expected: BEARER,
      received,
    };
  }
  const refusals = bearers.map((bearer) => judgeBearer(bearer, judgement));
  return refusals.includes(undefined) ? undefined : refusals[0];
};

/** The confirmation that the sign-in rests on. */
export function confirmationOf({ assertion }: Evidence, judgement: Judgement): ConfirmationFacts | undefined {
  return assertion.confirmations.find((one) => one.method === BEARER && !judgeBearer(one, judgement));
}

/** SAML Profiles §4.1.4.3: Recipient and NotOnOrAfter must be there, NotBefore must not. */
function judgeBearer(
  { recipient, notBefore, notOnOrAfter }: ConfirmationFacts,
  { recipients, now }: Judgement,
): Refusal | undefined {
  if (recipient === undefined || !recipients.includes(recipient)) {
    return {
      wrong: 'The assertion was made for another address',
      condition: 'recipient',
      expected: recipients.join(' or '),
      received: recipient || 'none',
    };
  }
  if (notBefore !== undefined) {
    return {
      wrong: 'SubjectConfirmationData has a NotBefore',
      condition: 'subject-confirmation',
      expected: 'none',
      received: notBefore,
    };
  }
  return judgeEnd('NotOnOrAfter of SubjectConfirmationData', notOnOrAfter, now);
}
