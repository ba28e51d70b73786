import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { DatabaseRateLimiter } from '@app/directory';
import { rateLimited, type RateLimit } from '@app/http';
import { IdentityProviderRegistry } from '@app/idp/contract';
import { Clock, HOUR } from '@app/kernel';
import { MetadataReader, summarizeMetadata, type SamlProvided } from '@app/metadata';
import { MetadataProposalRepository, SetupLinkRepository, type MetadataProposalEntity } from '@app/persistence';
import { IntegrationWork } from '../integration-work.js';
import { type MetadataMembers, requireMetadataSource, sourceColumns } from '../metadata-source.js';
import { entryFor } from '../settings-audit.js';
import { refuseIntegration } from '../problems.js';
import type { OpenedSetupLink } from './open-setup-link.js';
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
    private readonly registry: IdentityProviderRegistry,
    private readonly reader: MetadataReader,
    private readonly proposals: MetadataProposalRepository,
    private readonly links: SetupLinkRepository,
    private readonly limiter: DatabaseRateLimiter,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 400: those of metadata; `setup_link_invalid` (404), `integration_verified` (409), `rate_limited` (429) */
  async propose({ link, integration }: OpenedSetupLink, members: MetadataMembers, { address, reference }: From): Promise<void> {
    const source = requireMetadataSource(this.registry.get(integration.provider).protocol, { metadataUrl: members.metadataUrl, metadataXml: members.metadataXml });
    if ('openIdIssuer' in source) throw refuseIntegration('metadata_source_required', 'An OpenID Connect integration takes no metadata by a link, expected an integration by SAML.');
    const decision = await this.limiter.take(`setup-metadata/${link.id}`, BY_ONE_LINK);
    if (!decision.allowed) throw rateLimited(decision, 'Metadata was handed over too often by this link');
    const metadata = await this.reader.read(source);
    await this.work.change(integration.accountId, integration.id, async (tx, current) => {
      if (current.verifiedAt !== null) throw alreadyVerified('Metadata is handed over for an integration that nobody has signed in through yet');
      if (!(await this.links.find(tx, current.id, link.id))) throw refuseIntegration('setup_link_invalid', 'The link was taken back meanwhile, expected one that is still good.');
      const proposal: MetadataProposalEntity = {
        ...{ integrationId: current.id, ...sourceColumns(source), issuer: metadata.issuer, provided: metadata.provided as SamlProvided },
        ...{ certificates: metadata.certificates, linkId: link.id, address, proposedAt: this.clock.millis() },
      };
      await this.proposals.replace(tx, proposal);
      const actor: Actor = { kind: 'setup-link', id: link.id, name: null, address, reference };
      await this.audit.record(tx, { ...entryFor(current, actor), action: 'integration.metadata_proposed', after: { metadataUrl: proposal.metadataUrl, ...summarizeMetadata(metadata) } });
    });
  }
}
