/** What can be made wrong with a sign-in, one switch each. */
export interface SamlFaults {
  /** The audience is not the one that was agreed. */
  wrongAudience?: boolean;
  /** Metadata and responses use a key whose certificate ended yesterday. */
  expiredCertificate?: boolean;
  /** How far Okta's clock is off: a number of minutes, negative when it is slow. */
  clockOffMinutes?: number;
  /** The NameID is a person that MoovingON AI has never heard of. */
  unknownPerson?: boolean;
  /** Sign a person in that Okta has deactivated, as a stolen or stale response would. */
  deactivatedPerson?: boolean;
}

export const NO_FAULTS: SamlFaults = Object.freeze({});

/** The login that nobody has. */
export const UNKNOWN_LOGIN = 'nobody.yet@example.com';
