import { Injectable } from '@nestjs/common';
import type { ScimCredentialView } from '@app/credentials';
import { IdentityProviderRegistry, type IdentityProvider } from '@app/idp/contract';
import { Clock } from '@app/kernel';
import type { IntegrationCertificateEntity, IntegrationEntity, MetadataProposalEntity } from '@app/persistence';
import { Addresses } from './addresses.js';
import { showBrake } from './brake-view.js';
import { IntegrationDetails, type DetailedIntegration } from './integration-details.js';
import type { CertificateView } from './certificate-view.js';
import type { IntegrationView, ScimView } from './integration-view.js';
import { Options } from './options.js';
import type { MetadataProposalView } from './setup/metadata-proposal-view.js';
import { brakeWarnings, nameChangeWarnings, warningsOf } from './warnings.js';

/** Integrations as they are shown. */
@Injectable()
export class ShowIntegration {
  constructor(
    private readonly details: IntegrationDetails,
    private readonly addresses: Addresses,
    private readonly registry: IdentityProviderRegistry,
    private readonly options: Options,
    private readonly clock: Clock,
  ) {}

  /** @param withSecrets shows the SCIM secrets that can still be read */
  async one(integration: IntegrationEntity, withSecrets: boolean): Promise<IntegrationView> {
    const [detailed] = await this.details.of([integration]);
    return this.show(detailed as DetailedIntegration, withSecrets);
  }

  /** Without secrets. */
  async many(integrations: readonly IntegrationEntity[]): Promise<IntegrationView[]> {
    return (await this.details.of(integrations)).map((detailed) => this.show(detailed, false));
  }

  private show({ integration, certificates, credentials, readingProblem, brake, latest }: DetailedIntegration, withSecrets: boolean): IntegrationView {
    const { id, provider, name, entityId, uniqueIdentifier, metadataUrl, issuer, verifiedAt } = integration;
    const described = this.registry.find(provider);
    return {
      ...{ id, provider, protocol: described?.protocol ?? 'saml', name, entityId, uniqueIdentifier },
      ...this.showAddresses(integration, described),
      ...{ metadataUrl, metadataReadAt: instant(integration.metadataReadAt), issuer },
      certificates: certificates.map(showCertificate),
      ...{ status: verifiedAt === null ? ('unverified' as const) : ('verified' as const), verifiedAt: instant(verifiedAt) },
      ...{ lastSignInAt: instant(latest.lastSignInAt), metadataProposal: latest.proposal && showProposal(latest.proposal) },
      scim: { ...showScim(integration, this.addresses.of(integration).scimBaseUrl, credentials, withSecrets), brake: showBrake(brake) },
      options: described ? this.options.show(described, integration) : {},
      warnings: [...warningsOf(integration, certificates, readingProblem, this.clock.millis()), ...brakeWarnings(brake), ...nameChangeWarnings(brake, this.clock.millis())],
      ...{ createdAt: new Date(integration.createdAt).toISOString(), updatedAt: new Date(integration.updatedAt).toISOString() },
    };
  }

  /** Those that the protocol has, and those that the identity provider has a use for. */
  private showAddresses(integration: IntegrationEntity, described: IdentityProvider | undefined) {
    const { acsUrl, audience, relayState, loginUrl, metadataUrl, callbackUrl, revocationUrl } = this.addresses.of(integration);
    const isOpenId = described?.protocol === 'oidc';
    const revokes = described?.capabilities.revokesTokens !== undefined;
    return { acsUrl, audience, relayState, loginUrl, spMetadataUrl: isOpenId ? null : metadataUrl, callbackUrl: isOpenId ? callbackUrl : null, revocationUrl: revokes ? revocationUrl : null };
  }
}

function showProposal({ issuer, clientId, certificates, metadataUrl, address, proposedAt }: MetadataProposalEntity): MetadataProposalView {
  return { issuer, clientId, certificates: certificates.map(showCertificate), metadataUrl, address, handedOverAt: new Date(proposedAt).toISOString() };
}

function showScim({ scimEnabled, scimUsername }: IntegrationEntity, baseUrl: string, { password, token, lastUsedAt }: ScimCredentialView, withSecrets: boolean): Omit<ScimView, 'brake'> {
  return {
    enabled: scimEnabled,
    baseUrl,
    username: scimUsername,
    ...(withSecrets && password !== undefined ? { password } : {}),
    ...(withSecrets && token !== undefined ? { token } : {}),
    lastUsedAt: instant(lastUsedAt),
  };
}

export function showCertificate({ fingerprint, notBefore, notAfter }: Pick<IntegrationCertificateEntity, 'fingerprint' | 'notBefore' | 'notAfter'>): CertificateView {
  return { fingerprint, notBefore: new Date(notBefore).toISOString(), notAfter: new Date(notAfter).toISOString() };
}

function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
