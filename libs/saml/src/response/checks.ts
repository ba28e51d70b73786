import type { Check } from './evidence.js';
import * as assertion from './assertion-checks.js';
import * as envelope from './envelope-checks.js';
import * as narrowing from './narrowing-checks.js';
import { bearerConfirmationHolds } from './bearer-confirmation.js';
import { answersTheRequest } from './in-response-to.js';

/**
 * Everything that must hold for a response whose signature is verified (SAML Profiles §4.1.4.3), in this order; the first
 * that does not refuses the sign-in. Replay is the caller's: it needs a memory.
 */
export const SIGN_IN_CHECKS: readonly Check[] = [
  envelope.responseHasVersionTwo,
  envelope.statusIsSuccess,
  envelope.responseIsFromTheIssuer,
  envelope.destinationIsOurs,
  envelope.responseIsFresh,
  assertion.assertionHasVersionTwo,
  assertion.assertionHasAnId,
  assertion.assertionIsFromTheIssuer,
  assertion.audienceIsOurs,
  assertion.assertionIsFresh,
  assertion.conditionsHaveBegun,
  assertion.conditionsHaveNotEnded,
  assertion.conditionsAreUnderstood,
  bearerConfirmationHolds,
  answersTheRequest,
  assertion.subjectIsNamed,
  assertion.personHasAuthenticated,
  assertion.sessionHasNotEnded,
  assertion.attributesHaveNames,
  narrowing.nameIdFormatIsAllowed,
  narrowing.authnContextIsAllowed,
  narrowing.authenticationIsNewEnough,
  narrowing.certificateIsCurrent,
  narrowing.assertionIsEncrypted,
  narrowing.responseIsSigned,
];
