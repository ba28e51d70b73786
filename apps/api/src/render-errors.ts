import { identityProviders } from './identity-providers.js';
import { type Definitions, problemSections } from './problem-list.js';

const HEAD = `# Errors

Generated from the definitions of the refusals by \`npm run docs\`.

Outside of SCIM and of pages, every error is a problem document (RFC 9457, \`application/problem+json\`): \`type\`, \`title\`, \`status\`, \`detail\` (what is wrong, what was
expected, what was received), \`code\` (stable; programs decide by it), often \`hint\` (what to change, and where), and \`reference\`: the number of the request, under
which the sign-in log, the provisioning log and the service's own log know it. SCIM answers \`urn:ietf:params:scim:api:messages:2.0:Error\` with a \`scimType\`
(RFC 7644 §3.12) in the place of the code. A browser that signs in gets a page that says the same.
`;

/** The text of docs/errors.md. */
export function renderErrors(): string {
  const tables = problemSections.map(([title, definitions]) => `## ${title}\n\n| code | status | meaning |\n| --- | --- | --- |\n${rowsOf(definitions)}\n`);
  return [HEAD, ...tables, ...identityProviders.list().map(renderHints)].join('\n');
}

function rowsOf(definitions: Definitions): string {
  return Object.entries(definitions)
    .sort(([oneCode, one], [otherCode, other]) => one.status - other.status || (oneCode < otherCode ? -1 : 1))
    .map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${escapeCell(title)} |`)
    .join('\n');
}

function renderHints({ name, hints }: ReturnType<typeof identityProviders.list>[number]): string {
  const rows = Object.entries(hints).map(([code, hint]) => `| \`${code}\` | ${escapeCell(hint)} |`);
  return `## What to change at ${name}\n\n| code | hint |\n| --- | --- |\n${rows.join('\n')}\n`;
}

const escapeCell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
