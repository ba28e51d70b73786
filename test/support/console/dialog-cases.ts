import type { Locator, Page } from 'playwright-core';

const AT = '/accounts/$accountId';
const SETTINGS = `${AT}/settings`;
const INTEGRATION = `${SETTINGS}/integrations/$integrationId`;

export interface DialogCase {
  /** The page that it opens on, and what opens it. */
  readonly page: string;
  opener(page: Page): Locator;
}

const button = (name: string) => (page: Page) => page.getByRole('main').getByRole('button', { name, exact: true }).first();
const firstRow = (page: Page) => page.getByRole('main').getByRole('table').getByRole('button').first();

/** Every dialog, by the file that shows it: how it opens, or where else it is tested. */
export const DIALOG_CASES: Readonly<Record<string, DialogCase | { readonly testedIn: string }>> = {
  'accounts/account-deletion.tsx': { testedIn: 'test/e2e/console-operations.spec.ts' },
  'accounts/new-account-dialog.tsx': { page: '/accounts', opener: button('Add an account') },
  'api-keys/api-keys-page.tsx': { page: `${SETTINGS}/api-keys`, opener: button('Delete Reports') },
  'api-keys/new-api-key-dialog.tsx': { page: `${SETTINGS}/api-keys`, opener: button('Make a key') },
  'audit/audit-dialog.tsx': { page: `${SETTINGS}/audit`, opener: firstRow },
  'integrations/brake-section.tsx': { testedIn: 'test/e2e/console-guide.spec.ts' },
  'integrations/credentials-section.tsx': { page: `${INTEGRATION}/edit`, opener: button('Replace the password') },
  'integrations/deletion-section.tsx': { page: INTEGRATION, opener: button('Delete this integration') },
  'integrations/provisioning-dialog.tsx': { page: `${INTEGRATION}/provisioning`, opener: firstRow },
  'integrations/scim-section.tsx': { page: INTEGRATION, opener: (page) => page.getByRole('switch', { name: /^System for Cross-domain/ }) },
  'integrations/sign-in-dialog.tsx': { page: `${INTEGRATION}/sign-ins`, opener: firstRow },
  'integrations/takeover-section.tsx': { testedIn: 'test/e2e/console-administration.spec.ts' },
  'people/person-deletion.tsx': { page: `${AT}/people/$userId`, opener: button('Delete this person') },
  'people/person-dialog.tsx': { page: `${AT}/people`, opener: button('Add a person') },
  'people/person-second-factors.tsx': { testedIn: 'test/e2e/console-operations.spec.ts' },
  'refusals/refusal-dialog.tsx': { page: '/refusals', opener: firstRow },
  'security/passkey-dialog.tsx': { page: '/second-factors', opener: button('Add a passkey') },
  'security/proof-dialog.tsx': { testedIn: 'test/e2e/console-administration.spec.ts' },
  'security/totp-dialog.tsx': { page: '/second-factors', opener: button('Add an authenticator app') },
  'service-keys/key-section.tsx': { testedIn: 'test/e2e/console-operations.spec.ts' },
  'service-keys/publication.tsx': { page: '/service-keys', opener: button('Publish the next key') },
  'webhooks/delivery-dialog.tsx': { page: `${SETTINGS}/webhooks/$webhookId`, opener: firstRow },
  'webhooks/new-webhook-dialog.tsx': { page: `${SETTINGS}/webhooks`, opener: button('Add a webhook') },
  'webhooks/secret-rotation.tsx': { page: `${SETTINGS}/webhooks/$webhookId`, opener: button('Replace the secret') },
  'webhooks/webhook-deletion.tsx': { page: `${SETTINGS}/webhooks/$webhookId`, opener: button('Delete this webhook') },
};
