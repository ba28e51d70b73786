/**
 * scim: the SCIM 2.0 service provider (RFC 7643, RFC 7644, RFC 9865) at /api/scim/v2.
 * Flow: `ScimHooks` authenticates a request before its body is read and records it after its answer → a controller → `protocol` reads
 * what is asked for → lists become SQL (`search`, `lists`), changes go to the directory in one unit of work, with their line in the
 * provisioning log → the answer; refusals are rendered by {@link ScimErrorRenderer}.
 * Neighbours: speaks to the directory, credentials, audit and persistence; never to another feature. `protocol` is pure.
 */
export * from './protocol/index.js';
export { scimSchemas } from './documentation/scim-schemas.js';
export { SCIM_PATH } from './http/scim-addresses.js';
export { SCIM_MEDIA_TYPE, ScimErrorRenderer } from './http/scim-error.renderer.js';
export { refuseRehearsal } from './problems.js';
export { ScimModule } from './scim.module.js';
