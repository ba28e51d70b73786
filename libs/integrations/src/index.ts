/**
 * integrations: setting an identity provider up in an account, over the admin API.
 * Flow: the catalogue and its guides → create (names, options, metadata read and judged, then one unit of work) → change, refresh, delete →
 * the SCIM switch, which stays off until somebody has signed in, and its credentials → what happened: sign-ins, provisioning.
 * Neighbours: idp/contract (the plugins' descriptions), metadata, credentials, directory (callers, sessions) below; idp and scim beside it,
 * which read what is set up here from the database.
 */
export { IntegrationsModule } from './integrations.module.js';
export { refuseIntegration } from './problems.js';
