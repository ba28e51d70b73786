import { Injectable } from '@nestjs/common';
import { guideToMarkdown, IdentityProviderRegistry, renderGuide } from '@app/idp/contract';
import { AccountRepository, IntegrationCertificateRepository, MetadataProposalRepository, ReadScope, SignInAttemptRepository, type IntegrationEntity, type SignInAttemptEntity } from '@app/persistence';
import { Addresses } from '../addresses.js';
import { showCertificate } from '../show-integration.js';
import type { OpenedSetupLink } from './open-setup-link.js';
import type { SetupAttemptView, SetupView } from './setup-view.js';

const OF_OPENID_CONNECT = ['access-token-hash', 'algorithm', 'authn-instant', 'authorized-party', 'claim', 'code', 'issue-instant', 'key', 'nonce', 'state'];

/** Only what says something of the set-up, not of a person. */
const SHOWN_CONDITIONS = new Set(['audience', 'recipient', 'destination', 'issuer', 'expiry', 'not-before', 'certificate', 'signature', 'signature-algorithm', 'digest-algorithm', 'unsigned', 'encryption', 'name-id-format', 'authn-context', ...OF_OPENID_CONNECT]);

/** What the other side sees by a setup link: the guide, what was handed over, whether a sign-in has arrived. No people, no credentials. */
@Injectable()
export class ShowSetup {
  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly addresses: Addresses,
    private readonly accounts: AccountRepository,
    private readonly certificates: IntegrationCertificateRepository,
    private readonly proposals: MetadataProposalRepository,
    private readonly attempts: SignInAttemptRepository,
    private readonly reads: ReadScope,
  ) {}

  async of({ link, integration }: OpenedSetupLink): Promise<SetupView> {
    const provider = this.registry.get(integration.provider);
    const account = await this.accounts.find(this.reads, integration.accountId);
    const guide = renderGuide(provider.guide, this.addresses.guideValues({ ...integration, scimUsername: null }));
    return {
      account: account?.name ?? '',
      integration: integration.name,
      provider: { key: provider.key, name: provider.name, protocol: provider.protocol, logoUrl: this.addresses.logoUrl(provider.key) },
      guide: { ...guide, markdown: guideToMarkdown(guide) },
      loginUrl: this.addresses.of(integration).loginUrl,
      expiresAt: new Date(link.expiresAt).toISOString(),
      ...(await this.metadataOf(integration)),
      lastAttempt: await this.lastAttempt(integration.id),
    };
  }

  private async metadataOf({ id, issuer, options }: IntegrationEntity): Promise<Pick<SetupView, 'inEffect' | 'proposal'>> {
    const [proposal, certificates] = await Promise.all([this.proposals.find(this.reads, id), this.certificates.list(this.reads, [id])]);
    const shown = (from: Shown) => ({ issuer: from.issuer, clientId: from.clientId, certificates: from.certificates.map(showCertificate) });
    const clientId = typeof options.clientId === 'string' ? options.clientId : null;
    return { inEffect: issuer === null ? null : shown({ issuer, clientId, certificates }), proposal: proposal && { ...shown(proposal), handedOverAt: new Date(proposal.proposedAt).toISOString() } };
  }

  private async lastAttempt(integrationId: string): Promise<SetupAttemptView | null> {
    const [attempt] = await this.attempts.listByIntegration(this.reads, integrationId, { limit: 1 });
    return attempt ? showAttempt(attempt) : null;
  }
}

interface Shown {
  readonly issuer: string;
  readonly clientId: string | null;
  readonly certificates: readonly Parameters<typeof showCertificate>[0][];
}

function showAttempt({ at, outcome, reference, hint, assertion }: SignInAttemptEntity): SetupAttemptView {
  const failed = assertion?.failed as { condition: string; expected?: unknown; received?: unknown } | undefined;
  const isShown = failed !== undefined && SHOWN_CONDITIONS.has(failed.condition);
  return { at: new Date(at).toISOString(), outcome, reference, hint, failed: isShown ? { condition: failed.condition, expected: textOf(failed.expected), received: textOf(failed.received) } : null };
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
