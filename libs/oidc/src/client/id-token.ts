/** What an ID token proves: every claim was covered by a signature of the provider's own key, or came from its UserInfo endpoint for this very subject. */
export interface VerifiedIdToken {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  /** All claims; those of UserInfo where the ID token has none of that name. */
  readonly claims: ReadonlyMap<string, unknown>;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly authenticatedAt?: Date | undefined;
  /** The session at the provider (`sid`), as logout messages name it. */
  readonly sessionId?: string | undefined;
  readonly algorithm: string;
  readonly keyId?: string | undefined;
  /** Whether UserInfo was asked too. */
  readonly askedUserInfo: boolean;
}
