import { runTask } from '../engine/run-task.js';

/** How the message came: the query exactly as it stood in the request line (without `?`), or the fields of the form. */
export type IncomingLogoutMessage =
  | { readonly binding: 'redirect'; readonly rawQuery: string }
  | { readonly binding: 'post'; readonly fields: Readonly<Record<string, unknown>> };

export interface LogoutMessageToVerify {
  readonly message: IncomingLogoutMessage;
  /** The integration's certificates, PEM. */
  readonly certificates: readonly string[];
  readonly expected: LogoutExpectations;
}

export interface LogoutExpectations {
  readonly issuer: string;
  /** Every spelling of our logout address. */
  readonly destinations: readonly string[];
  readonly now: Date;
  /** For a response: the logout request of ours that it must answer. Absent: the caller judges `inResponseTo`. */
  readonly requestId?: string;
}

interface VerifiedMessage {
  /** What replay protection spends. */
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: Date;
  /** From this instant on the message would be refused as too old: how long replay protection has to remember it. */
  readonly acceptableUntil: Date;
  readonly relayState?: string;
}

export interface VerifiedLogoutRequest extends VerifiedMessage {
  readonly kind: 'request';
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  /** The sessions that end; empty means every session of this NameID (SAML Core §3.7.1). */
  readonly sessionIndexes: readonly string[];
}

export interface VerifiedLogoutResponse extends VerifiedMessage {
  readonly kind: 'response';
  readonly inResponseTo?: string;
  readonly success: boolean;
  readonly status: string;
}

export type VerifiedLogoutMessage = VerifiedLogoutRequest | VerifiedLogoutResponse;

/**
 * Verifies a logout request or response (SAML Profiles §4.4.4). Unsigned messages are refused.
 * @throws Problem `logout_message_malformed` 400, `logout_signature_invalid` 401, `logout_message_invalid` 401,
 * `saml_verification_unavailable` 503
 */
export async function verifyLogoutMessage(message: LogoutMessageToVerify): Promise<VerifiedLogoutMessage> {
  return runTask('verifyLogout', message);
}

/** The issuer that a logout message names, UNVERIFIED: to find the integration where the address does not name it. */
export async function peekLogoutMessage(
  message: IncomingLogoutMessage,
): Promise<{ readonly kind: 'request' | 'response'; readonly issuer?: string }> {
  return runTask('peekLogout', message);
}
