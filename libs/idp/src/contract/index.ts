/**
 * The plugin contract: what a vendor's folder has to say about itself, and the registry of those that do.
 * A plugin is one frozen object of data and pure functions (`defineIdentityProvider`); the flows ask it for its profile,
 * its hints and its capabilities and never for its key. Nothing here knows Nest, HTTP or the database.
 * Neighbours: kernel. Read by idp, integrations and every plugin.
 */
export {
  defineIdentityProvider,
  type Capabilities,
  type ExportedPerson,
  type IdentityProvider,
  type Logo,
  type OpenIdIdentityProvider,
  type Protocol,
  type ReadsPeople,
  type SamlIdentityProvider,
  type SamlNarrowing,
} from './identity-provider.js';
export type { OpenIdStatements, Profile, SamlStatements, SentAttributes } from './profile.js';
export { fieldsSchema, optionContext, readFields, type Field, type FieldValue, type FieldValues } from './fields.js';
export { fieldsBeforeHandOver, fieldsOf, handedOverFieldsOf, narrowingOf, PROTOCOL_FIELDS } from './protocol-fields.js';
export {
  GUIDE_STAND_INS,
  guideToMarkdown,
  printedGuide,
  renderGuide,
  renderText,
  unknownPlaceholders,
  type Guide,
  type GuideEntry,
  type GuidePlaceholder,
  type GuideSection,
  type GuideStep,
  type GuideValues,
} from './guide.js';
export { acsSpellings, addressesOf, audiencesOf, guideValuesOf, logoUrlOf, type AddressedIntegration, type IntegrationAddresses } from './addresses.js';
export { findHint, type Hints } from './hints.js';
export { NAME_MISMATCHES, type IdentityAdvice, type NameMismatch } from './identity-advice.js';
export { IdentityProviderRegistry } from './registry.js';
export { refuseIdentityProvider } from './problems.js';
