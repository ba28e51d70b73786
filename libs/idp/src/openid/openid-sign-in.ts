import { Injectable } from '@nestjs/common';
import type { VerifiedIdToken } from '@app/oidc';
import { type SignInRequestEntity, UnitOfWork } from '@app/persistence';
import { refuseSignIn } from '../problems.js';
import { Admit } from '../sign-in/admit.js';
import { HandOver, type SignedIn } from '../sign-in/hand-over.js';
import { HoldIntegration } from '../sign-in/hold-integration.js';
import { SignInRecord } from '../sign-in/sign-in-record.js';
import { HoldOpenIdIntegration } from './hold-openid-integration.js';
import type { OpenIdAttempt } from './openid-attempt.js';
import { OpenIdProof } from './openid-proof.js';
import type { TrustedOpenIdIntegration } from './trusted-openid-integration.js';
import { whoSignsInByClaims } from './who-signs-in-by-claims.js';

/** What the ID token proved, and of whom. */
interface ProvenOpenIdSignIn {
  readonly integration: TrustedOpenIdIntegration;
  readonly request: SignInRequestEntity;
  readonly token: VerifiedIdToken;
  /** What the person is looked up by. */
  readonly name: string;
}

/** One sign-in by OpenID Connect, from the answer to the session. Each step can refuse; the record keeps what was refused and why. */
@Injectable()
export class OpenIdSignIn {
  constructor(
    private readonly proof: OpenIdProof,
    private readonly integrations: HoldOpenIdIntegration,
    private readonly verified: HoldIntegration,
    private readonly admission: Admit,
    private readonly handOver: HandOver,
    private readonly record: SignInRecord,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  signIn(attempt: OpenIdAttempt): Promise<SignedIn> {
    return this.record.refusals(attempt, async () => this.admit(attempt, await this.prove(attempt)));
  }

  /** Nothing is believed before the last line. */
  private async prove(attempt: OpenIdAttempt): Promise<ProvenOpenIdSignIn> {
    const request = await this.proof.findRequest(attempt);
    const integration = (attempt.integration = await this.proof.findIntegration(request));
    if (!integration) throw refuseSignIn('integration_unknown', 'The integration of this sign-in is gone, expected it as it was when the sign-in began, received none.');
    this.proof.assertSameBrowser(request, attempt);
    await this.proof.spend(request);
    const token = (attempt.token = await this.proof.verify(attempt, integration, request));
    const profile = integration.plugin.readProfile(token);
    return { integration, request, token, name: whoSignsInByClaims(token, profile, integration.options.nameClaim) };
  }

  /** What was proven, in one unit of work: all of it happens, or nothing. */
  private admit(attempt: OpenIdAttempt, { request, token, name, ...proven }: ProvenOpenIdSignIn): Promise<SignedIn> {
    return this.unitOfWork.run(async (tx) => {
      const integration = await this.integrations.hold(tx, proven.integration);
      const person = await this.admission.findPerson(tx, integration, name);
      const opened = await this.admission.openSession(tx, person, integration, { nameId: token.subject, sessionIndex: token.sessionId }, attempt);
      await this.verified.markVerified(tx, integration, person.id, attempt);
      await this.record.accepted(tx, attempt, { userId: person.id, lookedUp: name });
      return this.handOver.toApplication(tx, opened, request);
    });
  }
}
