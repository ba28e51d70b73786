import { refuseDirectory } from '@app/directory';
import { refuseHttp } from '@app/http';
import { refuseSignIn } from '@app/idp';
import { refuseIdentityProvider } from '@app/idp/contract';
import { refuseIntegration } from '@app/integrations';
import type { ProblemDefinition } from '@app/kernel';
import { refuseMetadata } from '@app/metadata';
import { refuseOidc } from '@app/oidc';
import { refusePhone } from '@app/phone';
import { refuseSaml } from '@app/saml';
import { refuseRehearsal, scimProblems } from '@app/scim';
import { refuseWebhook } from '@app/webhooks';
import { readinessProblems } from './health.controller.js';
import { databaseProblems } from './translate-database-error.js';

export type Definitions = Readonly<Record<string, ProblemDefinition>>;

/** Every refusal that there is, by where it comes from. */
export const problemSections: readonly (readonly [title: string, definitions: Definitions])[] = [
  ['HTTP', refuseHttp.definitions],
  ['Sign-in', { ...refuseSaml.definitions, ...refuseOidc.definitions, ...refuseSignIn.definitions, ...refuseIdentityProvider.definitions }],
  ['Accounts, users, sessions, API keys', refuseDirectory.definitions],
  ['Telephone numbers', refusePhone.definitions],
  ['Integrations', { ...refuseRehearsal.definitions, ...refuseIntegration.definitions, ...refuseMetadata.definitions }],
  ['SCIM', scimProblems],
  ['Webhooks', refuseWebhook.definitions],
  ['The service itself', { ...readinessProblems, ...databaseProblems }],
];

