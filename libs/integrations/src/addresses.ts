import { Injectable } from '@nestjs/common';
import { addressesOf, guideValuesOf, logoUrlOf, type GuideValues, type IntegrationAddresses } from '@app/idp/contract';
import type { IntegrationEntity } from '@app/persistence';
import { Settings } from '@app/settings';

/** Everything that is handed out to be copied into the identity provider. All of it begins with PUBLIC_URL. */
@Injectable()
export class Addresses {
  /** With a slash at the end. */
  readonly acsUrl: string;
  private readonly publicUrl: string;

  constructor(settings: Settings) {
    this.publicUrl = settings.publicUrl;
    this.acsUrl = `${this.publicUrl}/sso/acs/`;
  }

  of(integration: IntegrationEntity): IntegrationAddresses {
    return addressesOf(this.publicUrl, integration);
  }

  logoUrl(provider: string): string {
    return logoUrlOf(this.publicUrl, provider);
  }

  /** What a guide names, for an integration. */
  guideValues(integration: IntegrationEntity): GuideValues {
    const { scimUsername } = integration;
    return { ...guideValuesOf(this.publicUrl, integration), ...(scimUsername === null ? {} : { scimUsername }) };
  }

  /** What a guide names, as long as there is no integration yet. */
  generalGuideValues(provider: string): GuideValues {
    const { acsUrl, callbackUrl, certificateUrl, scimBaseUrl } = addressesOf(this.publicUrl, { entityId: '', uniqueIdentifier: '' });
    return { publicUrl: this.publicUrl, acsUrl, callbackUrl, audience: `${acsUrl}<unique_identifier>`, certificateUrl, scimBaseUrl, logoUrl: this.logoUrl(provider) };
  }
}
