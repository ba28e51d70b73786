import { Injectable } from '@nestjs/common';
import { audiencesOf } from '@app/idp/contract';
import { type IntegrationEntity, IntegrationRepository, ReadScope } from '@app/persistence';
import { Settings } from '@app/settings';
import { refuseSignIn } from '../problems.js';
import type { Attempt } from './attempt.js';
import { NamedIntegration } from './named-integration.js';
import { readClaims } from './read-claims.js';
import { type TrustedIntegration, TrustedIntegrations } from './trusted-integration.js';
import { VerifyAssertion } from './verify-assertion.js';

// More integrations than this with one issuer and one audience is a mistake that trying keys does not put right.
const MOST_CANDIDATES = 20;
const HINT =
  'Compare Default RelayState and Audience URI (SP Entity ID) at the identity provider with the values that the integration shows in Settings >> Integrations, or add the integration there.';

/** Finds the integration that a response is meant for. Nothing is believed: everything is checked against it afterwards. */
@Injectable()
export class FindIntegration {
  constructor(
    private readonly named: NamedIntegration,
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedIntegrations,
    private readonly verification: VerifyAssertion,
    private readonly settings: Settings,
    private readonly scope: ReadScope,
  ) {}

  /**
   * The one that the path or RelayState names; where they name none, the one whose issuer and audience the response names.
   * @throws Problem `integration_unknown` (404)
   */
  async find(attempt: Attempt): Promise<TrustedIntegration> {
    const integration =
      (await this.byName(attempt.pathIdentifier)) ?? (await this.byName(attempt.relayState)) ?? (await this.byClaims(attempt));
    if (integration) return integration;
    throw unknownIntegration(attempt);
  }

  private async byName(uniqueIdentifier: string | undefined): Promise<TrustedIntegration | undefined> {
    return uniqueIdentifier === undefined ? undefined : this.named.find(uniqueIdentifier);
  }

  private async byClaims(attempt: Attempt): Promise<TrustedIntegration | undefined> {
    const { issuer, audiences, encrypted } = await readClaims(attempt);
    if (!issuer) return undefined;
    const rows = await this.integrations.findByIssuer(this.scope, issuer);
    // What is encrypted shows no audience: then the issuer alone proposes.
    const meant = (row: IntegrationEntity) => encrypted || audiencesOf(this.settings.publicUrl, row).some((audience) => audiences.includes(audience));
    const completed = await Promise.all(rows.filter(meant).slice(0, MOST_CANDIDATES + 1).map((row) => this.trusted.complete(this.scope, row)));
    return this.theOnly(attempt, completed.filter((candidate) => candidate !== undefined));
  }

  private async theOnly(attempt: Attempt, candidates: readonly TrustedIntegration[]): Promise<TrustedIntegration | undefined> {
    if (candidates.length <= 1) return candidates[0];
    if (candidates.length > MOST_CANDIDATES) return undefined;
    const signers: TrustedIntegration[] = [];
    for (const candidate of candidates) if (await this.verification.isSignedFor(candidate, attempt)) signers.push(candidate);
    return signers.length === 1 ? signers[0] : undefined;
  }
}

function unknownIntegration({ relayState, pathIdentifier, claims }: Attempt) {
  const named = pathIdentifier ?? relayState;
  const received = [
    named === undefined ? 'no RelayState' : `RelayState ${quote(named)}`,
    `issuer ${quote(claims?.issuer)}`,
    `audience ${quote(claims?.audiences.join(' or '))}`,
  ].join(', ');
  return refuseSignIn(
    'integration_unknown',
    `No integration has this RelayState, and none this issuer and audience, expected those of an integration, received ${received}.`,
    { hint: HINT, members: { expected: 'the RelayState, or issuer and audience, of an integration', received } },
  );
}

function quote(text: string | undefined): string {
  return text ? JSON.stringify(text.slice(0, 200)) : 'none';
}
