import { ASSERTION_NS, STATUS_SUCCESS } from '../names.js';
import { refusingOffences } from '../offence.js';
import { refuseFinding } from '../problems.js';
import { CLOCK_SKEW, OLDEST_MESSAGE } from '../response/clock-skew.js';
import { verificationKeys } from '../signature/verification-keys.js';
import { parseDateTime } from '../xml/date-time.js';
import { childOf } from '../xml/element.js';
import { LOGOUT_CHECKS } from './logout-checks.js';
import { receiveLogoutMessage } from './open-logout-message.js';
import { readLogout, type LogoutFacts } from './read-logout.js';
import type {
  IncomingLogoutMessage,
  LogoutExpectations,
  LogoutMessageToVerify,
  VerifiedLogoutMessage,
} from './verify-logout-message.js';

/** The whole verification, in one go and without waiting: what a worker runs. */
export function proveLogoutMessage({ message, certificates, expected }: LogoutMessageToVerify): VerifiedLogoutMessage {
  const received = refusingOffences('logout_message_malformed', () => receiveLogoutMessage(message));
  const proven = refusingOffences('logout_signature_invalid', () => received.prove(verificationKeys(certificates)));
  const facts = refusingOffences('logout_message_invalid', () => readLogout(received.kind, proven));
  judge(facts, expected);
  return conclude(facts, received.relayState);
}

/** The issuer that a message names, unverified. */
export function readLogoutClaims(message: IncomingLogoutMessage): {
  readonly kind: 'request' | 'response';
  readonly issuer?: string;
} {
  const { kind, claimed } = refusingOffences('logout_message_malformed', () => receiveLogoutMessage(message));
  return { kind, issuer: childOf(claimed, ASSERTION_NS, 'Issuer')?.text };
}

function judge(facts: LogoutFacts, expected: LogoutExpectations): void {
  for (const check of LOGOUT_CHECKS) {
    const refusal = check(facts, expected);
    if (!refusal) continue;
    const { wrong, hint, ...finding } = refusal;
    throw refuseFinding('logout_message_invalid', wrong, finding, hint);
  }
}

function conclude(facts: LogoutFacts, relayState: string | undefined): VerifiedLogoutMessage {
  const issueInstant = parseDateTime(facts.issueInstant) as Date;
  const acceptableUntil = new Date(issueInstant.getTime() + OLDEST_MESSAGE + CLOCK_SKEW);
  const common = { id: facts.id as string, issuer: facts.issuer as string, issueInstant, acceptableUntil, relayState };
  if (facts.kind === 'response') {
    const [status = ''] = facts.statusCodes;
    return {
      ...common,
      kind: 'response',
      inResponseTo: facts.inResponseTo,
      success: status === STATUS_SUCCESS,
      status,
    };
  }
  return {
    ...common,
    kind: 'request',
    nameId: facts.nameId as string,
    nameIdFormat: facts.nameIdAttributes.get('Format'),
    nameQualifier: facts.nameIdAttributes.get('NameQualifier'),
    spNameQualifier: facts.nameIdAttributes.get('SPNameQualifier'),
    sessionIndexes: facts.sessionIndexes,
  };
}
