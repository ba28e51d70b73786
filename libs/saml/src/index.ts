/**
 * saml: the SAML 2.0 service provider as a library. Plain data in, plain data out; no HTTP, no database, no settings.
 *
 * A sign-in: `peekResponse` says which integration is meant (believing nothing), `verifyResponse` proves the response
 * against that one integration: screen → signature → values from the bytes it covers → the list of checks.
 * A set-up: `parseIdentityProviderMetadata` in, `createServiceProviderMetadata` out.
 * Neighbours: kernel below; idp (the flow), integrations (metadata) and the plugins (profile) above.
 */
export { refuse as refuseSaml, type SamlProblemCode, type SamlCondition, type Finding } from './problems.js';
export type { Certificate } from './certificate.js';
export type { Binding, Endpoint, OutgoingMessage } from './bindings/endpoint.js';
export { decodePostBinding } from './bindings/post-binding.js';
export { inflateRedirectBinding } from './bindings/redirect-binding.js';
export { screenXml } from './xml/screen-xml.js';
export { MESSAGE_LIMITS, type XmlLimits } from './xml/limits.js';
export {
  parseIdentityProviderMetadata,
  type IdentityProviderMetadata,
  type MetadataOptions,
} from './metadata/parse-identity-provider-metadata.js';
export {
  createServiceProviderMetadata,
  type ServiceProviderDescription,
} from './metadata/create-service-provider-metadata.js';
export { createAuthnRequest, type AuthnRequestOptions } from './requests/create-authn-request.js';
export { peekResponse } from './response/peek-response.js';
export {
  verifyResponse,
  type Expectations,
  type Narrowing,
  type ResponseToVerify,
} from './response/verify-response.js';
export { proveQuickly } from './response/prove-response.js';
export type { Attributes, UnverifiedClaims, VerifiedAssertion } from './response/claims.js';
export { attributeValues, singleAttribute } from './response/attributes.js';
export { CLOCK_SKEW, OLDEST_MESSAGE } from './response/clock-skew.js';
export {
  createLogoutRequest,
  createLogoutResponse,
  type LogoutRequestOptions,
  type LogoutResponseOptions,
} from './logout/create-logout-message.js';
export {
  verifyLogoutMessage,
  peekLogoutMessage,
  type IncomingLogoutMessage,
  type LogoutExpectations,
  type VerifiedLogoutMessage,
  type LogoutMessageToVerify,
  type VerifiedLogoutRequest,
  type VerifiedLogoutResponse,
} from './logout/verify-logout-message.js';
export { stopVerificationWorkers } from './engine/run-task.js';
export { generateServiceProviderKeys, type ServiceProviderKeys } from './service-provider-keys.js';
