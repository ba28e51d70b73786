import { Injectable } from '@nestjs/common';
import { Problem } from '@app/kernel';
import type { SignInRequestEntity } from '@app/persistence';
import type { VerifiedAssertion } from '@app/saml';
import { SignInRequests } from '../requests/sign-in-requests.js';
import type { Attempt } from './attempt.js';
import { readClaims } from './read-claims.js';
import { FindIntegration } from './find-integration.js';
import { ProvenSignIn } from './proven-sign-in.js';
import { RememberedIntegrations } from './remembered-integrations.js';
import type { TrustedIntegration } from './trusted-integration.js';
import { VerifyAssertion } from './verify-assertion.js';
import { VerifyWithCurrentKeys } from './verify-with-current-keys.js';

/** The steps before anything is believed. */
@Injectable()
export class SamlProof {
  constructor(
    private readonly integrations: FindIntegration,
    private readonly requests: SignInRequests,
    private readonly verification: VerifyWithCurrentKeys,
    private readonly quickly: VerifyAssertion,
    private readonly remembered: RememberedIntegrations,
  ) {}

  /** The quick way for an answer that nobody asked for, to an integration that is remembered. @returns undefined where the usual one has to be gone */
  async recall(attempt: Attempt): Promise<ProvenSignIn | undefined> {
    const integration = attempt.browserKey === undefined ? this.remembered.namedBy(attempt) : undefined;
    try {
      return integration && (await this.proveBy(integration, attempt));
    } catch (error) {
      // What is remembered refuses nobody.
      if (error instanceof Problem) return undefined;
      throw error;
    }
  }

  private async proveBy(integration: TrustedIntegration, attempt: Attempt): Promise<ProvenSignIn | undefined> {
    const assertion = await this.quickly.verifyQuickly(integration, attempt);
    if (!assertion) return undefined;
    const profile = integration.plugin.readProfile(assertion);
    Object.assign(attempt, { integration, assertion });
    return new ProvenSignIn(attempt, integration, assertion, profile, null);
  }

  /** For those who sign in next. */
  remember({ integration }: ProvenSignIn): void {
    this.remembered.remember(integration);
  }

  forget({ integration }: ProvenSignIn): void {
    this.remembered.forget(integration);
  }

  /** @throws Problem `integration_unknown` (404) */
  findIntegration(attempt: Attempt): Promise<TrustedIntegration> {
    return this.integrations.find(attempt);
  }

  /** What the response claims to answer, where this browser asked for it; whether it does is verified with the rest. */
  async findRequest(attempt: Attempt, { id }: TrustedIntegration): Promise<SignInRequestEntity | null> {
    // A browser that never asked has asked for nothing, whatever the response says.
    if (attempt.browserKey === undefined) return null;
    const { inResponseTo } = await readClaims(attempt);
    return this.requests.find(inResponseTo, id, attempt.browserKey);
  }

  /** @throws Problem `saml_response_malformed`, `saml_signature_invalid`, `saml_response_invalid` */
  async verify(attempt: Attempt, integration: TrustedIntegration, request: SignInRequestEntity | null): Promise<VerifiedAssertion> {
    try {
      return await this.verification.verify(integration, attempt, request);
    } catch (error) {
      if (attempt.claims || !isJudged(error)) throw error;
      // The log keeps what was refused; and what is encrypted has not been opened yet.
      const { encrypted } = await readClaims(attempt);
      if (!encrypted) throw error;
      return this.verification.verify(integration, attempt, request);
    }
  }
}

/** A response that was read and refused, as against one that nothing can be read of. */
function isJudged(error: unknown): boolean {
  return error instanceof Problem && ['saml_signature_invalid', 'saml_response_invalid'].includes(error.code);
}
