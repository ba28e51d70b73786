/**
 * okta-simulator: a whole Okta organisation on one machine, for people who develop, test or teach without an Okta account.
 * It is the outside world: it knows the service by HTTP alone and imports none of its libraries.
 *
 * Flow: {@link SimulatedOkta} holds the organisation (`org/`); each of its verbs changes it and then has `provisioning/`
 * send what Okta would send, in one of three dialects (`scim/`). `saml/` answers sign-ins, standing on samlp. `http/` and
 * `pages/` are the dashboard and the administrator's pages over the same verbs; `story/` walks through the customers' guide.
 */
export { startOktaSimulator, type RunningSimulator, type SimulatorOptions } from './start-okta-simulator.js';
export { SimulatedOkta } from './okta.js';
export type { SignInForm, SignInRequest } from './saml/identity-provider.js';
export type { SamlFaults } from './saml/faults.js';
export type { Task } from './provisioning/task.js';
export type { Exchange } from './scim/exchange-log.js';
export type { Patience } from './scim/scim-client.js';
export type { PersonProfile, ProvisioningSettings, SamlSettings, DialectKey } from './org/model.js';
