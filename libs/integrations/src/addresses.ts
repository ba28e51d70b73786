import { Injectable } from '@nestjs/common';
import type { GuideValues } from '@app/idp/contract';
import type { IntegrationEntity } from '@app/persistence';
import { Settings } from '@app/settings';

/** Everything that is handed out to be copied into the identity provider. All of it begins with PUBLIC_URL. */
export interface IntegrationAddresses {
  readonly acsUrl: string;
  readonly loginUrl: string;
  readonly logoutUrl: string;
  readonly spMetadataUrl: string;
  readonly scimBaseUrl: string;
}

@Injectable()
export class Addresses {
  /** With a slash at the end. */
  readonly acsUrl: string;
  readonly scimBaseUrl: string;
  private readonly publicUrl: string;

  constructor(settings: Settings) {
    this.publicUrl = settings.publicUrl;
    this.acsUrl = `${this.publicUrl}/sso/acs/`;
    this.scimBaseUrl = `${this.publicUrl}/api/scim/v2`;
  }

  of({ uniqueIdentifier }: Pick<IntegrationEntity, 'uniqueIdentifier'>): IntegrationAddresses {
    const at = (path: string) => `${this.publicUrl}/sso/${path}/${uniqueIdentifier}`;
    return { acsUrl: this.acsUrl, loginUrl: at('login'), logoutUrl: at('logout'), spMetadataUrl: at('metadata'), scimBaseUrl: this.scimBaseUrl };
  }

  logoUrl(provider: string): string {
    return `${this.publicUrl}/api/v1/identity-providers/${provider}/logo`;
  }

  /** What a guide names, for an integration. */
  guideValues(integration: IntegrationEntity): GuideValues {
    const { acsUrl, loginUrl, logoutUrl, spMetadataUrl, scimBaseUrl } = this.of(integration);
    return {
      ...this.generalGuideValues(integration.provider),
      ...{ acsUrl, loginUrl, logoutUrl, scimBaseUrl },
      metadataUrl: spMetadataUrl,
      audience: integration.entityId,
      relayState: integration.uniqueIdentifier,
      uniqueIdentifier: integration.uniqueIdentifier,
      ...(integration.scimUsername === null ? {} : { scimUsername: integration.scimUsername }),
    };
  }

  /** What a guide names, as long as there is no integration yet. */
  generalGuideValues(provider: string): GuideValues {
    return {
      publicUrl: this.publicUrl,
      acsUrl: this.acsUrl,
      audience: `${this.acsUrl}<unique_identifier>`,
      certificateUrl: `${this.publicUrl}/sso/certificate.pem`,
      logoUrl: this.logoUrl(provider),
      scimBaseUrl: this.scimBaseUrl,
    };
  }
}
