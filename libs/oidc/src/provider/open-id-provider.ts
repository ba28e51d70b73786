/** What is kept of a provider's description, ready for use. `protocol` tells it from what is kept of SAML metadata. */
export type OpenIdProvider = {
  readonly protocol: 'oidc';
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly userinfoEndpoint: string | null;
  /** Those of the provider's that we take too; never empty, never `none`, never one with a shared secret. */
  readonly signingAlgorithms: readonly string[];
  readonly clientAuthentication: 'client_secret_basic' | 'client_secret_post';
  /** The provider names itself in its answers (RFC 9207). */
  readonly namesItself: boolean;
};

export function isOpenIdProvider(provided: Readonly<Record<string, unknown>>): provided is OpenIdProvider {
  return provided.protocol === 'oidc';
}
