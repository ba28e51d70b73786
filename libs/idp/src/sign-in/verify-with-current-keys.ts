import { Injectable } from '@nestjs/common';
import { Problem } from '@app/kernel';
import { MetadataRefresher } from '@app/metadata';
import { IntegrationRepository, ReadScope, type SignInRequestEntity } from '@app/persistence';
import type { VerifiedAssertion } from '@app/saml';
import type { Attempt } from './attempt.js';
import { type TrustedIntegration, TrustedIntegrations } from './trusted-integration.js';
import { VerifyAssertion } from './verify-assertion.js';

/** Verifies a response; where no known key made its signature, reads the metadata again, once, and tries the new keys. */
@Injectable()
export class VerifyWithCurrentKeys {
  constructor(
    private readonly verification: VerifyAssertion,
    private readonly refresher: MetadataRefresher,
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedIntegrations,
    private readonly scope: ReadScope,
  ) {}

  async verify(integration: TrustedIntegration, attempt: Attempt, request: SignInRequestEntity | null): Promise<VerifiedAssertion> {
    try {
      return await this.verification.verify(integration, attempt, request);
    } catch (error) {
      const renewed = isByUnknownKey(error) ? await this.renew(integration) : undefined;
      if (!renewed) throw error;
      attempt.integration = renewed;
      return this.verification.verify(renewed, attempt, request);
    }
  }

  /** @returns the integration with other certificates than before; whoever read them, another instance or this one */
  private async renew({ id, fingerprints }: TrustedIntegration): Promise<TrustedIntegration | undefined> {
    await this.refresher.refresh(id);
    const row = await this.integrations.findById(this.scope, id);
    const current = row ? await this.trusted.complete(this.scope, row) : undefined;
    return current?.fingerprints.some((fingerprint) => !fingerprints.includes(fingerprint)) ? current : undefined;
  }
}

/** A key that was replaced at the provider shows as a signature that nobody made; what else is wrong no new metadata heals. */
function isByUnknownKey(error: unknown): boolean {
  return error instanceof Problem && error.code === 'saml_signature_invalid' && ['signature', 'key'].includes(String(error.members.condition));
}
