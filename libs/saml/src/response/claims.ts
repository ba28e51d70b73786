/** An attribute of an assertion: its name as sent and its values in order. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

/**
 * What a response *says*, with nothing verified: enough to find the integration that is meant and to fill the sign-in
 * log. Nobody may be signed in, looked up or believed by it.
 */
export interface UnverifiedClaims {
  readonly responseId?: string;
  readonly assertionId?: string;
  /** The assertion's issuer, else the response's. */
  readonly issuer?: string;
  readonly destination?: string;
  readonly inResponseTo?: string;
  readonly status?: string;
  readonly audiences: readonly string[];
  readonly recipients: readonly string[];
  readonly nameId?: string;
  readonly nameIdFormat?: string;
  readonly attributes: Attributes;
  readonly notBefore?: string;
  readonly notOnOrAfter?: string;
  readonly authnInstant?: string;
  readonly sessionIndex?: string;
  /** The assertion is encrypted: all that is inside it is missing here. */
  readonly encrypted: boolean;
}

/** What a response proves: every value was covered by a signature of the integration's own key, and every check held. */
export interface VerifiedAssertion {
  /** What replay protection spends: the signed assertion's ID. */
  readonly assertionId: string;
  readonly responseId?: string;
  readonly issuer: string;
  readonly nameId: string;
  /** As sent; absent means unspecified (SAML Core §8.3.1). */
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  /** Names as sent; every value of every Attribute element. To read one that must be single, use `singleAttribute`. */
  readonly attributes: Attributes;
  readonly audiences: readonly string[];
  readonly recipient: string;
  /** Of a signed response. */
  readonly destination?: string;
  readonly issueInstant: Date;
  readonly authnInstant: Date;
  readonly authnContext?: string;
  readonly sessionIndex?: string;
  /** When the session must end, where the identity provider says so. */
  readonly sessionNotOnOrAfter?: Date;
  readonly notBefore?: Date;
  /** The earlier end of Conditions and SubjectConfirmationData, without clock skew. */
  readonly notOnOrAfter: Date;
  /** From this instant on the response would be refused as expired: how long replay protection has to remember it. */
  readonly acceptableUntil: Date;
  /** The request this answers, from what the signature covers; absent when the identity provider began. */
  readonly inResponseTo?: string;
  /** The identity provider asks that nothing be kept of it (always kept to: every assertion is used once). */
  readonly oneTimeUse: boolean;
  readonly signed: 'response' | 'assertion';
  readonly signatureAlgorithm: string;
  readonly encrypted: boolean;
  /** SHA-256 fingerprint of the certificate whose key verified. */
  readonly certificateFingerprint: string;
}
