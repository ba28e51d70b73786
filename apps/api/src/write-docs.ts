import { writeFileSync } from 'node:fs';
import { printedGuide } from '@app/idp/contract';
import { renderEnvExample, renderSettingsPage } from '@app/settings';
import { identityProviders } from './identity-providers.js';
import { renderErrors } from './render-errors.js';
import { renderOpenApi } from './render-openapi.js';

// The pages that are made from the code, so that they cannot differ from it; a test of each compares.
writeFileSync('.env.example', renderEnvExample());
writeFileSync('docs/settings.md', renderSettingsPage());
writeFileSync('docs/errors.md', renderErrors());
writeFileSync('openapi.json', await renderOpenApi());
for (const provider of identityProviders.list()) writeFileSync(`docs/${provider.key}.md`, printedGuide(provider));
