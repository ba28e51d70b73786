/** An attribute of an assertion: its name as sent and its values in order. */
export type SentAttributes = ReadonlyMap<string, readonly string[]>;

/** What a plugin may read of a verified SAML assertion. */
export interface SamlStatements {
  readonly issuer: string;
  readonly nameId: string;
  /** As sent; absent means unspecified (SAML Core §8.3.1). */
  readonly nameIdFormat?: string | undefined;
  readonly attributes: SentAttributes;
}

/** What a plugin may read of a verified ID token and the UserInfo answer (OpenID Connect Core §5.1). */
export interface OpenIdStatements {
  readonly issuer: string;
  readonly claims: ReadonlyMap<string, unknown>;
}

/** Who signed in, in the words that all identity providers share. */
export interface Profile {
  /** What names the person at the provider and cannot be edited by the person: the NameID, or the `sub` claim. */
  readonly subject: string;
  /** An e-mail address that the provider states beside the subject; never enough to choose who somebody is, where the subject is one itself. */
  readonly email?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly displayName?: string;
}
