/**
 * idp-plugins: the identity providers, a folder each: descriptor, guide, profile, hints, logo. Data and pure functions by
 * the contract (`@app/idp/contract`); no Nest, database, HTTP or file system.
 * Neighbours: the contract, saml (types and reading of attributes), kernel. Listed in apps/api/src/identity-providers.ts alone.
 */
export { okta } from './okta/okta.js';
