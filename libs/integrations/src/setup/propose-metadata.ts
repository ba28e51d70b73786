import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { DatabaseRateLimiter } from '@app/directory';
import { rateLimited, type RateLimit } from '@app/http';
import { Clock, HOUR } from '@app/kernel';
import { summarizeMetadata, type SamlProvided } from '@app/metadata';
import { MetadataProposalRepository, SetupLinkRepository } from '@app/persistence';
import { IntegrationWork } from '../integration-work.js';
import { entryFor } from '../settings-audit.js';
import { refuseIntegration } from '../problems.js';
import type { OpenedSetupLink } from './open-setup-link.js';
import { type HandedOver, type JudgedHandOver, ReadHandedOver } from './read-handed-over.js';
import { alreadyVerified } from './setup-links.js';

// Each may fetch an address that somebody without an account has named.
const BY_ONE_LINK: RateLimit = { limit: 30, windowMs: HOUR };

interface From {
  readonly address: string;
  readonly reference: string;
}

/** Takes metadata over by a setup link: judged at once, kept as a proposal, without effect until an administrator confirms it. */
@Injectable()
export class ProposeMetadata {
  constructor(
    private readonly work: IntegrationWork,
    private readonly reading: ReadHandedOver,
    private readonly proposals: MetadataProposalRepository,
    private readonly links: SetupLinkRepository,
    private readonly limiter: DatabaseRateLimiter,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 400: those of metadata, `options_invalid`; `setup_link_invalid` (404), `integration_verified` (409), `rate_limited` (429) */
  async propose({ link, integration }: OpenedSetupLink, handedOver: HandedOver, { address, reference }: From): Promise<void> {
    const accepted = this.reading.accept(integration, handedOver);
    const decision = await this.limiter.take(`setup-metadata/${link.id}`, BY_ONE_LINK);
    if (!decision.allowed) throw rateLimited(decision, 'Metadata was handed over too often by this link');
    const judged = await this.reading.judge(accepted);
    await this.work.change(integration.accountId, integration.id, async (tx, current) => {
      if (current.verifiedAt !== null) throw alreadyVerified('Metadata is handed over for an integration that nobody has signed in through yet');
      if (!(await this.links.find(tx, current.id, link.id))) throw refuseIntegration('setup_link_invalid', 'The link was taken back meanwhile, expected one that is still good.');
      await this.proposals.replace(tx, { integrationId: current.id, ...judged, linkId: link.id, address, proposedAt: this.clock.millis() });
      const actor: Actor = { kind: 'setup-link', id: link.id, name: null, address, reference };
      await this.audit.record(tx, { ...entryFor(current, actor), action: 'integration.metadata_proposed', after: summarize(judged) });
    });
  }
}

function summarize({ metadataUrl, clientId, issuer, provided, certificates }: JudgedHandOver): Record<string, unknown> {
  return { metadataUrl, ...summarizeMetadata({ issuer, provided: provided as SamlProvided, certificates }), ...(clientId === null ? {} : { clientId }) };
}
