import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { MetadataStore, type ReadMetadata, type SamlProvided } from '@app/metadata';
import { MetadataProposalRepository, type MetadataProposalEntity } from '@app/persistence';
import { IntegrationWork } from '../integration-work.js';
import { refuseIntegration } from '../problems.js';
import { entryFor, SettingsAudit } from '../settings-audit.js';
import { ConfirmedOptions } from './confirmed-options.js';
import { alreadyVerified } from './setup-links.js';

/** What the administrator has seen and compared. */
export interface ComparedMetadata {
  readonly issuer: string;
  /** Of OpenID Connect. */
  readonly clientId?: string | null;
  readonly fingerprints: readonly string[];
}

/** An administrator's word on metadata that came by a setup link: it takes effect as he saw it, or goes. */
@Injectable()
export class DecideOnProposal {
  constructor(
    private readonly work: IntegrationWork,
    private readonly proposals: MetadataProposalRepository,
    private readonly store: MetadataStore,
    private readonly options: ConfirmedOptions,
    private readonly settings: SettingsAudit,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Problem `integration_unknown`, `metadata_proposal_unknown` (404), `metadata_proposal_changed`, `integration_verified` (409) */
  confirm(accountId: string, id: string, compared: ComparedMetadata, actor: Actor): Promise<void> {
    return this.work.change(accountId, id, async (tx, current) => {
      const proposal = await this.proposals.find(tx, id);
      if (!proposal) throw unknownProposal();
      if (current.verifiedAt !== null) throw alreadyVerified('Metadata that came by a link takes effect at an integration that nobody has signed in through yet');
      assertSame(proposal, compared);
      const { issuer, certificates, metadataUrl, metadataXml } = proposal;
      const after: ReadMetadata = { issuer, certificates, provided: proposal.provided as SamlProvided };
      const before = await this.store.current(tx, current);
      const columns = { metadataUrl, metadataXml, options: this.options.of(current, proposal) };
      await this.store.update(tx, current, columns, after);
      await this.proposals.delete(tx, id);
      await this.settings.changed(tx, actor, { integration: current, metadata: before }, { integration: { ...current, ...columns }, metadata: after });
    });
  }

  /** @throws Problem `integration_unknown`, `metadata_proposal_unknown` (404) */
  discard(accountId: string, id: string, actor: Actor): Promise<void> {
    return this.work.change(accountId, id, async (tx, current) => {
      const proposal = await this.proposals.find(tx, id);
      if (!proposal) throw unknownProposal();
      await this.proposals.delete(tx, id);
      await this.audit.record(tx, { ...entryFor(current, actor), action: 'integration.metadata_discarded', before: { issuer: proposal.issuer, certificates: fingerprintsOf(proposal) } });
    });
  }
}

function assertSame(proposal: MetadataProposalEntity, { issuer, clientId, fingerprints }: ComparedMetadata): void {
  const expected = [proposal.issuer, proposal.clientId, ...fingerprintsOf(proposal)];
  const received = [issuer, clientId ?? null, ...[...fingerprints].sort()];
  if (JSON.stringify(expected) === JSON.stringify(received)) return;
  throw refuseIntegration('metadata_proposal_changed', 'The metadata is not the one that was compared, expected its issuer, its client ID and the fingerprints of all its certificates, received others.', {
    hint: 'Look at it again: somebody may have handed over other metadata meanwhile.',
  });
}

function fingerprintsOf({ certificates }: MetadataProposalEntity): string[] {
  return certificates.map(({ fingerprint }) => fingerprint).sort();
}

function unknownProposal() {
  return refuseIntegration('metadata_proposal_unknown', 'No metadata waits to be confirmed, expected some that was handed over by a link, received none.');
}
