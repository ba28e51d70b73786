/**
 * idp-plugins: the identity providers, a folder each: descriptor, guide, profile, hints, logo. Data and pure functions by
 * the contract (`@app/idp/contract`); no Nest, database, HTTP or file system.
 * application-logo/ draws the logos, profile/ reads attributes by their names, for all of them.
 * Neighbours: the contract, saml (types and reading of attributes), kernel. Listed in apps/api/src/identity-providers.ts alone.
 */
export { entra } from './entra/entra.js';
export { okta } from './okta/okta.js';
export { saml } from './saml/saml.js';
