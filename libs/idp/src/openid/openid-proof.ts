import { Injectable } from '@nestjs/common';
import { SecretSealer, type Problem } from '@app/kernel';
import { OpenIdClient, refuseOidc, type VerifiedIdToken } from '@app/oidc';
import { IntegrationRepository, ReadScope, type SignInRequestEntity, UnitOfWork } from '@app/persistence';
import { askedAt, SignInRequests } from '../requests/sign-in-requests.js';
import type { OpenIdAttempt } from './openid-attempt.js';
import { openState } from './remembered-state.js';
import { type TrustedOpenIdIntegration, TrustedOpenIdIntegrations } from './trusted-openid-integration.js';

// What the claims decide: where the ID token lacks one of them, the provider is asked for more.
const WANTED_CLAIMS: Readonly<Record<string, readonly string[]>> = { sub: [], preferred_username: ['preferred_username'], email: ['email', 'email_verified'] };

/** The steps before anything is believed. */
@Injectable()
export class OpenIdProof {
  constructor(
    private readonly requests: SignInRequests,
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedOpenIdIntegrations,
    private readonly client: OpenIdClient,
    private readonly sealer: SecretSealer,
    private readonly scope: ReadScope,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** What the answer claims to answer. @throws Problem `oidc_response_invalid` (401): every answer has to be to a request of ours */
  async findRequest({ state }: OpenIdAttempt): Promise<SignInRequestEntity> {
    const request = await this.requests.findAsked(state);
    // The request of another protocol has kept no secrets for this one.
    if (request && request.sealedState !== null) return request;
    throw unasked('a request that waits for its answer', state === undefined ? 'no state' : 'a state that no request has, or one that is over');
  }

  /** @returns undefined where it is gone, or of another protocol now */
  async findIntegration({ integrationId }: SignInRequestEntity): Promise<TrustedOpenIdIntegration | undefined> {
    const row = await this.integrations.findById(this.scope, integrationId);
    return row ? this.trusted.complete(row) : undefined;
  }

  /** Login CSRF: what a stranger asked for does not sign this browser in. @throws Problem `oidc_response_invalid` (401) */
  assertSameBrowser(request: SignInRequestEntity, { browserKey }: OpenIdAttempt): void {
    if (this.requests.isOfBrowser(request, browserKey)) return;
    throw unasked('the answer to a request of this browser', browserKey === undefined ? 'none of its cookies' : 'the answer to a request of another browser');
  }

  /**
   * Before the code is sent on, and not with the session: of a code that comes twice a provider takes back all that it gave for it
   * (RFC 6749 §4.1.2), so that of two answers at once neither would sign in.
   * @throws Problem `oidc_response_invalid` (401) where another answer was quicker
   */
  async spend(request: SignInRequestEntity): Promise<void> {
    if (await this.unitOfWork.run((tx) => this.requests.spend(tx, request))) return;
    throw unasked('a request that waits for its answer', 'a second answer');
  }

  /** @throws Problem `oidc_response_invalid`, `oidc_refused_by_provider`, `oidc_client_refused` (401), `oidc_provider_unreachable` (502) */
  verify(attempt: OpenIdAttempt, { client, options }: TrustedOpenIdIntegration, request: SignInRequestEntity): Promise<VerifiedIdToken> {
    return this.client.finish(client, attempt.query, {
      ...openState(this.sealer, request),
      state: request.id,
      wantedClaims: WANTED_CLAIMS[String(options.nameClaim)] ?? [],
      authenticatedAfter: options.forceAuthn === true ? askedAt(request) : undefined,
    });
  }
}

function unasked(expected: string, received: string): Problem {
  return refuseOidc('oidc_response_invalid', `The answer belongs to no sign-in that was begun here, expected ${expected}, received ${received}.`, { members: { condition: 'state', expected, received } });
}
