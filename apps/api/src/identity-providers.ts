import type { IdentityProvider } from '@app/idp/contract';
import { okta } from '@app/idp-plugins';

/** THE list of identity providers. A new one is a folder in libs/idp-plugins and a line here. */
export const identityProviders: readonly IdentityProvider[] = [okta];
