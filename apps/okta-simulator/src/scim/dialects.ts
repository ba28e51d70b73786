import type { DialectKey } from '../org/model.js';
import type { ScimDialect } from './dialect.js';
import { entra } from './entra.js';
import { oktaCatalogue } from './okta-catalogue.js';
import { oktaWizard } from './okta-wizard.js';

export const DIALECTS: Readonly<Record<DialectKey, ScimDialect>> = {
  'okta-wizard': oktaWizard,
  'okta-catalogue': oktaCatalogue,
  entra,
};
