import { Injectable } from '@nestjs/common';
import { acsSpellings, audiencesOf, narrowingOf } from '@app/idp/contract';
import { Clock, Problem } from '@app/kernel';
import type { SignInRequestEntity } from '@app/persistence';
import { proveQuickly, refuseSaml, type ResponseToVerify, type VerifiedAssertion, verifyResponse } from '@app/saml';
import { Settings } from '@app/settings';
import { ServiceKeys } from '../keys/service-keys.js';
import { askedAt } from '../requests/sign-in-requests.js';
import type { Attempt } from './attempt.js';
import type { TrustedIntegration } from './trusted-integration.js';

/** Has a response proven against one integration: its issuer, audiences and certificates, and our addresses. */
@Injectable()
export class VerifyAssertion {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly keys: ServiceKeys,
  ) {}

  /** @throws Problem `saml_response_malformed`, `saml_signature_invalid`, `saml_response_invalid`, `saml_verification_unavailable` */
  verify(integration: TrustedIntegration, attempt: Attempt, request: SignInRequestEntity | null): Promise<VerifiedAssertion> {
    return this.verifyBy(verifyResponse, integration, attempt, request);
  }

  /** The same for a response that answers no request, by the quick way alone. @returns undefined where that does not accept */
  verifyQuickly(integration: TrustedIntegration, attempt: Attempt): Promise<VerifiedAssertion | undefined> {
    return this.verifyBy(async (response) => proveQuickly(response), integration, attempt, null);
  }

  private async verifyBy<Verified extends VerifiedAssertion | undefined>(
    engine: (response: ResponseToVerify) => Promise<Verified>,
    integration: TrustedIntegration,
    attempt: Attempt,
    request: SignInRequestEntity | null,
  ): Promise<Verified> {
    const { requestedOnly, ...narrowing } = narrowingOf(integration.plugin.narrowing, integration.options);
    const { publicUrl } = this.settings;
    const assertion = await engine({
      samlResponse: attempt.samlResponse ?? '',
      certificates: integration.certificates,
      expected: {
        issuer: integration.issuer,
        audiences: audiencesOf(publicUrl, integration),
        recipients: acsSpellings(publicUrl, integration),
        now: this.clock.now(),
        requestId: request?.id ?? null,
      },
      decryptionKeys: attempt.claims?.encrypted ? await this.keys.decryptionKeys() : [],
      narrowing: { ...narrowing, ...(request && integration.options.forceAuthn === true && { authenticatedAfter: askedAt(request) }) },
    });
    if (requestedOnly && !request) throw notRequested();
    return assertion;
  }

  /** Whether a key of this integration made the signature, whatever else is wrong with the response. */
  async isSignedFor(integration: TrustedIntegration, attempt: Attempt): Promise<boolean> {
    try {
      await this.verify(integration, attempt, null);
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.code === 'saml_response_invalid';
    }
  }
}

function notRequested(): Problem {
  return refuseSaml('saml_response_invalid', 'The sign-in did not begin here, expected the answer to a request of this browser, received none.', {
    members: { condition: 'in-response-to', expected: 'the answer to a request of this browser', received: 'none' },
  });
}
