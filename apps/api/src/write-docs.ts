import { writeFileSync } from 'node:fs';
import { renderEnvExample, renderSettingsPage } from '@app/settings';

// The pages that are made from the code, so that they cannot differ from it; a test of each compares.
writeFileSync('.env.example', renderEnvExample());
writeFileSync('docs/settings.md', renderSettingsPage());
