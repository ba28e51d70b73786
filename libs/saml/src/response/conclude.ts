import { parseDateTime } from '../xml/date-time.js';
import { confirmationOf } from './bearer-confirmation.js';
import type { VerifiedAssertion } from './claims.js';
import { CLOCK_SKEW, OLDEST_MESSAGE } from './clock-skew.js';
import type { Evidence, Judgement } from './evidence.js';
import { requestAnswered } from './in-response-to.js';
import type { ConfirmationFacts } from './read-assertion.js';

/** What is proven once every check has held. */
export function conclude(evidence: Evidence, judgement: Judgement): VerifiedAssertion {
  const { assertion, response, signed } = evidence;
  const confirmation = confirmationOf(evidence, judgement) as ConfirmationFacts;
  const [authentication] = assertion.authentications;
  return {
    assertionId: proven(assertion.id),
    responseId: signed === 'response' ? response.id : undefined,
    issuer: proven(assertion.issuer),
    nameId: proven(assertion.nameId),
    nameIdFormat: assertion.nameIdAttributes.get('Format'),
    nameQualifier: assertion.nameIdAttributes.get('NameQualifier'),
    spNameQualifier: assertion.nameIdAttributes.get('SPNameQualifier'),
    attributes: assertion.attributes,
    audiences: (assertion.conditions?.audienceRestrictions ?? []).flat(),
    recipient: proven(confirmation.recipient),
    destination: signed === 'response' ? response.destination : undefined,
    issueInstant: proven(parseDateTime(assertion.issueInstant)),
    authnInstant: proven(parseDateTime(authentication?.authnInstant)),
    authnContext: authentication?.context,
    sessionIndex: authentication?.sessionIndex,
    sessionNotOnOrAfter: earliest(assertion.authentications.map(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter)),
    notBefore: parseDateTime(assertion.conditions?.notBefore),
    ...endsOf(evidence, confirmation),
    inResponseTo: requestAnswered(evidence, judgement),
    oneTimeUse: assertion.conditions?.oneTimeUse ?? false,
    signed,
    signatureAlgorithm: evidence.signatureAlgorithm,
    encrypted: evidence.encrypted,
    certificateFingerprint: evidence.certificateFingerprint,
  };
}

/** The first instant from which on some check must refuse: no later than the window, no later than the age. */
function endsOf(
  { assertion }: Evidence,
  confirmation: ConfirmationFacts,
): Pick<VerifiedAssertion, 'notOnOrAfter' | 'acceptableUntil'> {
  const notOnOrAfter = proven(earliest([assertion.conditions?.notOnOrAfter, confirmation.notOnOrAfter]));
  const tooOld = proven(parseDateTime(assertion.issueInstant)).getTime() + OLDEST_MESSAGE;
  return { notOnOrAfter, acceptableUntil: new Date(Math.min(notOnOrAfter.getTime(), tooOld) + CLOCK_SKEW) };
}

function earliest(instants: readonly (string | undefined)[]): Date | undefined {
  const times = instants.map(parseDateTime).filter((instant) => instant !== undefined);
  return times.length === 0 ? undefined : new Date(Math.min(...times.map((instant) => instant.getTime())));
}

// The checks made sure of it; should one be taken away, the sign-in still ends here.
function proven<Value>(value: Value | undefined): Value {
  if (value === undefined || value === '') throw new TypeError('A sign-in was concluded without one of its values');
  return value;
}
