import type { GuideValues } from './guide.js';

/** What of an integration decides its addresses. */
export interface AddressedIntegration {
  readonly entityId: string;
  readonly uniqueIdentifier: string;
  readonly provider?: string;
}

/** Where requests and responses of an integration go, as handed out; each begins with PUBLIC_URL. */
export interface IntegrationAddresses {
  readonly acsUrl: string;
  /** What to enter at the identity provider: the entity ID as entered here. */
  readonly audience: string;
  readonly relayState: string;
  readonly loginUrl: string;
  /** Where OpenID providers send the browser back to; one for all integrations. */
  readonly callbackUrl: string;
  /** Where an identity provider ends all sessions of a person by a signed call. */
  readonly revocationUrl: string;
  readonly logoutUrl: string;
  readonly metadataUrl: string;
  readonly certificateUrl: string;
  readonly scimBaseUrl: string;
}

/** @param publicUrl without a slash at the end */
export function addressesOf(publicUrl: string, integration: AddressedIntegration): IntegrationAddresses {
  const identifier = encodeURIComponent(integration.uniqueIdentifier);
  return {
    acsUrl: `${publicUrl}/sso/acs/`,
    audience: integration.entityId,
    relayState: integration.uniqueIdentifier,
    loginUrl: `${publicUrl}/sso/login/${identifier}`,
    callbackUrl: `${publicUrl}/sso/oidc/callback`,
    revocationUrl: `${publicUrl}/sso/revoke/${identifier}`,
    logoutUrl: `${publicUrl}/sso/logout/${identifier}`,
    metadataUrl: `${publicUrl}/sso/metadata/${identifier}`,
    certificateUrl: `${publicUrl}/sso/certificate.pem`,
    scimBaseUrl: `${publicUrl}/api/scim/v2`,
  };
}

/** The audiences that an assertion may name: the entity ID as entered; for a plain token also the address that ends with it. */
export function audiencesOf(publicUrl: string, { entityId, uniqueIdentifier }: AddressedIntegration): readonly string[] {
  const isToken = entityId === uniqueIdentifier;
  return isToken ? [entityId, `${publicUrl}/sso/acs/${uniqueIdentifier}`] : [entityId];
}

/** Every spelling of the address that responses are posted to: any of them may be Recipient and Destination. */
export function acsSpellings(publicUrl: string, { uniqueIdentifier }: AddressedIntegration): readonly string[] {
  const identifiers = new Set([uniqueIdentifier, encodeURIComponent(uniqueIdentifier)]);
  const own = [...identifiers].flatMap((identifier) => [`${publicUrl}/sso/acs/${identifier}`, `${publicUrl}/sso/acs/${identifier}/`]);
  return [`${publicUrl}/sso/acs/`, `${publicUrl}/sso/acs`, ...own];
}

/** Where the logo is that an administrator uploads at the vendor. */
export function logoUrlOf(publicUrl: string, provider: string): string {
  return `${publicUrl}/api/v1/identity-providers/${provider}/logo`;
}

/** What a guide or a hint can be filled with, for an integration. */
export function guideValuesOf(publicUrl: string, integration: AddressedIntegration): GuideValues {
  const logo = integration.provider && { logoUrl: logoUrlOf(publicUrl, integration.provider) };
  return { publicUrl, uniqueIdentifier: integration.uniqueIdentifier, ...addressesOf(publicUrl, integration), ...logo };
}
