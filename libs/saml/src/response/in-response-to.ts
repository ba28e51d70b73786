import { confirmationOf } from './bearer-confirmation.js';
import type { Check, Evidence, Judgement } from './evidence.js';

/** The request that the signed part answers: the confirmation's word, else that of a signed response. */
export function requestAnswered(evidence: Evidence, judgement: Judgement): string | undefined {
  const inside = confirmationOf(evidence, judgement)?.inResponseTo;
  return inside ?? (evidence.signed === 'response' ? evidence.response.inResponseTo : undefined);
}

/** SAML Profiles §4.1.4.3: both places agree, and the request is the one that this browser began, where one is expected. */
export const answersTheRequest: Check = (evidence, judgement) => {
  const { requestId } = judgement;
  const answered = requestAnswered(evidence, judgement);
  const outside = evidence.response.inResponseTo;
  if (outside !== undefined && outside !== answered) {
    return {
      wrong: 'Response and assertion answer different requests',
      condition: 'in-response-to',
      expected: outside,
      received: answered ?? 'none',
    };
  }
  if (requestId === undefined || answered === (requestId ?? undefined)) return undefined;
  return {
    wrong: 'The response answers another request',
    condition: 'in-response-to',
    expected: requestId ?? 'none',
    received: answered ?? 'none',
  };
};
