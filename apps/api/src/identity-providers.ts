import { IdentityProviderRegistry } from '@app/idp/contract';
import { entra, oidc, okta, oktaOidc, saml } from '@app/idp-plugins';

/** The identity providers that there are. Adding one: its folder, and its name in this list. */
export const identityProviders = new IdentityProviderRegistry([okta, entra, saml, oktaOidc, oidc]);
