import { Injectable } from '@nestjs/common';
import { addressesOf } from '@app/idp/contract';
import { Clock, Problem } from '@app/kernel';
import { MetadataRefresher } from '@app/metadata';
import { IntegrationRepository, ReadScope } from '@app/persistence';
import { Settings } from '@app/settings';
import { refuseSignIn } from '../problems.js';
import { type TrustedIntegration, TrustedIntegrations } from '../sign-in/trusted-integration.js';
import { invalid, type TokenExpectations, type VerifiedRevocationToken, verifyRevocationToken } from './revocation-token.js';

/** Whether a call comes from the identity provider of an integration: its token, by the keys that sign its SAML responses. */
@Injectable()
export class AuthenticateRevocation {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly refresher: MetadataRefresher,
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedIntegrations,
    private readonly scope: ReadScope,
  ) {}

  /** @throws Problem `revocation_token_invalid` (401), `revocation_not_offered` (403) */
  async verify(integration: TrustedIntegration, token: string | undefined): Promise<VerifiedRevocationToken> {
    const expected = await this.expectations(integration);
    if (!expected) throw refuseSignIn('revocation_not_offered', `The identity provider ${integration.plugin.name} ends no sessions by a call, expected one that does, received a call all the same.`);
    if (token === undefined) throw invalid('The request is not signed', 'token', 'a header Authorization: Bearer with a signed token', 'none');
    try {
      return await verifyRevocationToken(token, expected);
    } catch (error) {
      const renewed = isByUnknownKey(error) ? await this.renew(integration) : undefined;
      if (!renewed) throw error;
      return verifyRevocationToken(token, { ...expected, certificates: renewed });
    }
  }

  private async expectations(integration: TrustedIntegration): Promise<TokenExpectations | undefined> {
    const { plugin, options, certificates } = integration;
    const capability = plugin.capabilities.revokesTokens;
    if (!capability) return undefined;
    const option = (name: string | undefined) => (name !== undefined && typeof options[name] === 'string' ? options[name] : undefined);
    const { revocationUrl } = addressesOf(this.settings.publicUrl, integration);
    return {
      tokenType: capability.tokenType,
      issuers: await this.issuersOf(integration, option(capability.issuerOption)),
      subject: option(capability.subjectOption),
      audiences: [revocationUrl, `${revocationUrl}/`],
      certificates,
      now: this.clock.now(),
    };
  }

  /** The organisation is where people sign in, and where its metadata stands; or what the administrator has entered. */
  private async issuersOf({ id, provided }: TrustedIntegration, entered: string | undefined): Promise<readonly string[]> {
    if (entered !== undefined) return [entered.replace(/\/$/, '')];
    const row = await this.integrations.findById(this.scope, id);
    const addresses = [...provided.singleSignOn.map(({ location }) => location), ...(row?.metadataUrl ? [row.metadataUrl] : [])];
    return [...new Set(addresses.map((address) => new URL(address).origin))];
  }

  /** The certificates after the metadata was read again; undefined where they are the same. */
  private async renew({ id, fingerprints }: TrustedIntegration): Promise<readonly string[] | undefined> {
    await this.refresher.refresh(id);
    const row = await this.integrations.findById(this.scope, id);
    const current = row ? await this.trusted.complete(this.scope, row) : undefined;
    return current?.fingerprints.some((fingerprint) => !fingerprints.includes(fingerprint)) ? current.certificates : undefined;
  }
}

function isByUnknownKey(error: unknown): boolean {
  return error instanceof Problem && error.code === 'revocation_token_invalid' && error.members.condition === 'signature';
}
