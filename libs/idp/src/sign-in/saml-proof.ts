import { Injectable } from '@nestjs/common';
import type { SignInRequestEntity } from '@app/persistence';
import type { VerifiedAssertion } from '@app/saml';
import { SignInRequests } from '../requests/sign-in-requests.js';
import type { Attempt } from './attempt.js';
import { FindIntegration } from './find-integration.js';
import type { TrustedIntegration } from './trusted-integration.js';
import { VerifyWithCurrentKeys } from './verify-with-current-keys.js';

/** The steps before anything is believed. */
@Injectable()
export class SamlProof {
  constructor(
    private readonly integrations: FindIntegration,
    private readonly requests: SignInRequests,
    private readonly verification: VerifyWithCurrentKeys,
  ) {}

  /** @throws Problem `integration_unknown` (404) */
  findIntegration(attempt: Attempt): Promise<TrustedIntegration> {
    return this.integrations.find(attempt);
  }

  /** What the response claims to answer, where this browser asked for it; whether it does is verified with the rest. */
  findRequest({ claims, browserKey }: Attempt, { id }: TrustedIntegration): Promise<SignInRequestEntity | null> {
    return this.requests.find(claims?.inResponseTo, id, browserKey);
  }

  /** @throws Problem `saml_response_malformed`, `saml_signature_invalid`, `saml_response_invalid` */
  verify(attempt: Attempt, integration: TrustedIntegration, request: SignInRequestEntity | null): Promise<VerifiedAssertion> {
    return this.verification.verify(integration, attempt, request);
  }
}
