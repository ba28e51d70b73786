import type { Profile } from '@app/idp/contract';
import type { SignInRequestEntity } from '@app/persistence';
import type { VerifiedAssertion } from '@app/saml';
import type { Attempt } from './attempt.js';
import type { TrustedIntegration } from './trusted-integration.js';

/** What comes out of the door: an assertion that a key of this integration signed and every check held for. A class, so that nothing else passes for it. */
export class ProvenSignIn {
  constructor(
    readonly attempt: Attempt,
    readonly integration: TrustedIntegration,
    readonly assertion: VerifiedAssertion,
    readonly profile: Profile,
    /** The request that it answers; null where the identity provider began. */
    readonly request: SignInRequestEntity | null,
  ) {}
}
