/**
 * idp: signing in through an identity provider, and out again.
 *
 * A sign-in comes in at `POST /sso/acs/` (http/acs.controller) → the door (door/: passport-saml's strategy, which takes one
 * text and hands out a proven assertion) → the sentence (sign-in/saml-sign-in): find the integration, verify, read the
 * profile; then one unit of work: find the person, spend the assertion, open the session, mark verified, record.
 * requests/ begins a sign-in here, logout/ ends one on either side's word, keys/ holds the service's own key pairs.
 * contract/ (`@app/idp/contract`) is what a vendor's plugin has to say about itself; this library asks for its capabilities,
 * never for its key.
 * Neighbours: saml (verifies), metadata (reads keys again), directory (people, sessions), audit, http, persistence.
 */
export { IdpModule } from './idp.module.js';
export { refuseSignIn } from './problems.js';
export { ServiceKeys } from './keys/service-keys.js';
