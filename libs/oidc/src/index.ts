/**
 * oidc: the OpenID Connect 1.0 relying party as a library, over openid-client. Authorization code with PKCE, state and nonce; no HTTP
 * server, no database, no settings.
 *
 * A set-up: {@link discoveryUrlOf} says where a provider describes itself, {@link parseProviderMetadata} judges what is written there.
 * A sign-in: {@link OpenIdClient}.begin makes the address to send the browser to and what to remember; finish takes what came back, gets
 * the ID token, and proves it: signature by the provider's keys → issuer, audience, nonce, times → our own list of checks.
 * Every request goes out through outbound's safe client.
 * Neighbours: outbound, kernel below; metadata (reads descriptions), idp (the flow) and the plugins (profile) above.
 */
export { OpenIdClient, type BegunSignIn, type ClientSettings, type ExpectedResponse, type RememberedSignIn } from './client/open-id-client.js';
export type { VerifiedIdToken } from './client/id-token.js';
export { refuse as refuseOidc, type OidcCondition } from './problems.js';
export { discoveryUrlOf, issuerOf } from './provider/discovery-url.js';
export { isOpenIdProvider, type OpenIdProvider } from './provider/open-id-provider.js';
export { parseProviderMetadata, type ProviderMetadataOptions } from './provider/parse-provider-metadata.js';
