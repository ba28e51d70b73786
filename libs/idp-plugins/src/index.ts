/**
 * idp-plugins: the identity providers, a folder each: descriptor, guide, profile, hints, logo. Data and pure functions by
 * the contract (`@app/idp/contract`); no Nest, database, HTTP or file system.
 * application-logo/ draws the logos, profile/ reads attributes and claims, for all of them.
 * Neighbours: the contract, saml (types and reading of attributes), kernel. Listed in apps/api/src/identity-providers.ts alone.
 */
export { entra } from './entra/entra.js';
export { oidc } from './oidc/oidc.js';
export { okta } from './okta/okta.js';
export { oktaOidc } from './okta-oidc/okta-oidc.js';
export { saml } from './saml/saml.js';
