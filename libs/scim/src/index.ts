/**
 * scim: the SCIM 2.0 service provider. Its pure half is `protocol`.
 * Neighbours: speaks to the directory; never to another feature.
 */
export * from './protocol/index.js';
