import type { DialectKey, ScimCredentials } from '../org/model.js';
import { DIALECTS } from '../scim/dialects.js';
import { checkProvisioning } from '../story/check-provisioning.js';
import { Story } from '../story/story.js';
import { summary } from '../story/summary.js';
import { readOptions, UsageError } from './options.js';

const USAGE =
  'Usage: npm run check:provisioning -- --url <SCIM base URL> --user <username> --password <password> [--token <token>] [--dialect okta-wizard|okta-catalogue|entra|all]';
const OPTIONS = {
  url: { type: 'string' },
  user: { type: 'string' },
  password: { type: 'string' },
  token: { type: 'string' },
  dialect: { type: 'string' },
} as const;

/**
 * Checks a real installation before a customer's identity provider does: with the integration's SCIM credentials it makes two
 * people and a group, takes them through everything that provisioning does, and deletes them. 0 where every step passed.
 */
export async function checkCommand(parameters: string[]): Promise<number> {
  const options = readOptions(parameters, OPTIONS);
  const target = { baseUrl: baseUrlOf(options.url), credentials: credentialsOf(options) };
  const story = new Story((line) => console.log(line));
  for (const dialect of dialectsOf(options.dialect)) await checkProvisioning(story, dialect, target);
  console.log(summary(story.results));
  return story.failed === 0 ? 0 : 1;
}

/** The base URL itself, or the service's address alone. */
function baseUrlOf(text: string | undefined): string {
  if (text === undefined || !URL.canParse(text))
    throw new UsageError(`--url: expected an http or https address, received ${JSON.stringify(text)}\n${USAGE}`);
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw new UsageError(`--url: expected http or https, received ${url.protocol}`);
  return url.pathname === '/' ? `${url.origin}/api/scim/v2` : text.replace(/\/+$/, '');
}

function credentialsOf({
  user,
  password,
  token,
}: {
  user?: string;
  password?: string;
  token?: string;
}): ScimCredentials {
  if (token !== undefined) return { mode: 'bearer', token };
  if (user === undefined || password === undefined)
    throw new UsageError(`Expected --user and --password, or --token\n${USAGE}`);
  return { mode: 'basic', username: user, password };
}

function dialectsOf(text = 'okta-wizard'): DialectKey[] {
  const all = Object.keys(DIALECTS) as DialectKey[];
  if (text === 'all') return all;
  if (!(text in DIALECTS))
    throw new UsageError(`--dialect: expected one of ${all.join(', ')}, all; received ${JSON.stringify(text)}`);
  return [text as DialectKey];
}
