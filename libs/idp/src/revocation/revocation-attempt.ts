import type { TrustedIntegration } from '../sign-in/trusted-integration.js';
import type { RevocationSubject } from './read-revocation-subject.js';
import type { VerifiedRevocationToken } from './revocation-token.js';

/** A call that asks for everything of a person to end: what came, and what has become known about it on the way. */
export interface RevocationAttempt {
  readonly reference: string;
  readonly address: string | null;
  /** Out of the header Authorization; undefined where there is none. */
  readonly token: string | undefined;
  readonly body: unknown;
  readonly integration: TrustedIntegration;
  verified?: VerifiedRevocationToken;
  subject?: RevocationSubject;
}
