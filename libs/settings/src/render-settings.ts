import { settingDefinitions } from './setting-definitions.js';

const entries = Object.entries(settingDefinitions);

/** The text of `.env.example`: every setting with its sentence and its default. */
export function renderEnvExample(): string {
  const blocks = entries.map(([name, { default: fallback, description }]) => `# ${description}\n${fallback === undefined ? `# ${name}=` : `${name}=${fallback}`}\n`);
  return `# Every setting of the service with its default. Copy this file to .env and change what differs.\n\n${blocks.join('\n')}`;
}

/** The text of docs/settings.md. */
export function renderSettingsPage(): string {
  const rows = entries.map(([name, { default: fallback, description }]) => `| \`${name}\` | ${fallback ? `\`${fallback}\`` : 'none'} | ${description.replaceAll('|', '\\|')} |`);
  const head = '# Settings\n\nGenerated from `libs/settings/src/setting-definitions.ts` by `npm run docs`. Read from the environment or from `.env` at start; a bad or missing value stops the start with one line that names the variable.\n';
  return `${head}\n| variable | default | meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}
