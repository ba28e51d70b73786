import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@app/persistence';
import { Admit } from './admit.js';
import type { Attempt } from './attempt.js';
import { HandOver, type SignedIn } from './hand-over.js';
import { HoldIntegration } from './hold-integration.js';
import { ProvenSignIn } from './proven-sign-in.js';
import { ProofOutdated } from './remembered-integrations.js';
import { SamlProof } from './saml-proof.js';
import { SignInRecord } from './sign-in-record.js';
import { together } from './together.js';
import { whoSignsIn } from './who-signs-in.js';

/** One SAML sign-in, from the posted text to the session. Each step can refuse; the record keeps what was refused and why. */
@Injectable()
export class SamlSignIn {
  constructor(
    private readonly proof: SamlProof,
    private readonly integrations: HoldIntegration,
    private readonly admission: Admit,
    private readonly handOver: HandOver,
    private readonly record: SignInRecord,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Behind passport's door: nothing is believed before the last line. */
  async prove(attempt: Attempt): Promise<ProvenSignIn> {
    return (await this.proof.recall(attempt)) ?? this.proveFromTheStart(attempt);
  }

  private async proveFromTheStart(attempt: Attempt): Promise<ProvenSignIn> {
    attempt.integration = await this.proof.findIntegration(attempt);
    const request = await this.proof.findRequest(attempt, attempt.integration);
    attempt.assertion = await this.proof.verify(attempt, attempt.integration, request);
    const profile = attempt.integration.plugin.readProfile(attempt.assertion);
    return new ProvenSignIn(attempt, attempt.integration, attempt.assertion, profile, request);
  }

  /** What was proven, in one unit of work: all of it happens, or nothing. */
  async admit(proven: ProvenSignIn): Promise<SignedIn> {
    return this.record.refusals(proven.attempt, async () => {
      const signedIn = await this.open(proven).catch((error: unknown) => this.openAnew(proven, error));
      this.proof.remember(proven);
      return signedIn;
    });
  }

  /** Where the proof rested on what was remembered and is not so any more, the sign-in goes the usual way from its start. */
  private async openAnew(outdated: ProvenSignIn, error: unknown): Promise<SignedIn> {
    if (!(error instanceof ProofOutdated)) throw error;
    this.proof.forget(outdated);
    return this.open(await this.proveFromTheStart(withoutProof(outdated.attempt)));
  }

  private open({ attempt, assertion, profile, request, ...proven }: ProvenSignIn): Promise<SignedIn> {
    return this.unitOfWork.run(async (tx) => {
      const lookedUp = whoSignsIn(assertion, profile);
      const [integration, person] = await together(
        this.integrations.hold(tx, proven.integration, assertion),
        this.admission.findPerson(tx, proven.integration, lookedUp),
        this.admission.spendAssertion(tx, proven.integration, assertion),
        this.admission.spendRequest(tx, request),
      );
      const opened = await this.admission.openSession(tx, person, integration, assertion, attempt);
      await this.integrations.markVerified(tx, integration, person.id, attempt);
      await this.record.accepted(tx, attempt, { userId: person.id, lookedUp });
      return this.handOver.toApplication(tx, opened, request);
    });
  }
}

function withoutProof(attempt: Attempt): Attempt {
  delete attempt.integration;
  delete attempt.assertion;
  return attempt;
}
