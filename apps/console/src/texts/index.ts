import { accountTexts } from './accounts.js';
import { auditTexts } from './audit.js';
import { commonTexts } from './everywhere.js';
import { identityTexts } from './identities.js';
import { integrationTexts } from './integrations.js';
import { peopleTexts } from './people.js';
import { sessionTexts } from './session.js';
import { refusalTexts } from './refusals.js';
import { securityTexts } from './security.js';
import { serviceKeyTexts } from './service-keys.js';
import { setupTexts } from './setup.js';
import { webhookTexts } from './webhooks.js';

/**
 * Every text of the console, in English. What the service says (details, hints, guides, warnings) comes from it as it is.
 * For another language: a folder beside this one with the same members, chosen here.
 */
export const texts = { ...commonTexts, ...sessionTexts, ...integrationTexts, ...peopleTexts, ...accountTexts, ...auditTexts, ...webhookTexts, ...setupTexts, ...securityTexts, ...refusalTexts, ...identityTexts, ...serviceKeyTexts };
