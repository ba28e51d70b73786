import type { ScimUserRow } from '@app/persistence';
import { CORE_USER, ENTERPRISE_USER } from '../protocol/index.js';

/**
 * A user as JSON, straight from its row: to the letter what JSON.stringify would write of {@link renderUser}, for a third of the price, because what is
 * stored as JSON is neither read nor written anew. It knows the plain ones; for whatever it would have to think about it answers undefined
 * (a name with more than its two columns, a manager, several or unmarked addresses, a group within a group), and renderUser does it.
 */
export function writeUser(row: ScimUserRow, baseUrl: string): string | undefined {
  const stored = plainAttributes(row.attributes);
  const groups = stored && plainGroups(row.groups, baseUrl);
  if (!stored || groups === undefined) return undefined;
  const created = timeOf(row.created_at);
  const modified = row.updated_at === row.created_at ? created : timeOf(row.updated_at);
  return (
    `{"schemas":${stored.enterprise === '' ? CORE_SCHEMA : BOTH_SCHEMAS},"id":"${row.id}"` +
    member('externalId', row.external_id) +
    `,"meta":{"resourceType":"User","created":"${created}","lastModified":"${modified}","location":${addressesBelow(baseUrl)}Users/${row.id}","version":"W/\\"${row.version}\\""}` +
    member('userName', row.user_name) +
    nameOf(row) +
    member('displayName', row.display_name) +
    stored.others +
    `,"active":${Boolean(row.active)}` +
    stored.emails +
    groups +
    member('email', row.email) +
    `,"moovingon_ai_admin":${Boolean(row.admin)}` +
    member('firstPhone', row.first_phone) +
    member('secondPhone', row.second_phone) +
    stored.enterprise +
    '}'
  );
}

const CORE_SCHEMA = JSON.stringify([CORE_USER]);
const BOTH_SCHEMAS = JSON.stringify([CORE_USER, ENTERPRISE_USER]);

/** Members of an object, each with a comma before it, without brackets around them. */
interface PlainAttributes {
  readonly others: string;
  readonly emails: string;
  readonly enterprise: string;
}

// In JSON no text has a quotation mark that is not escaped: where a name stands in marks and before a colon, it is the name of a member.
const ONE_PRIMARY_ADDRESS = /,"emails":\[\{"value":"(?:[^"\\]|\\.)+"(?:,"type":"(?:[^"\\]|\\.)+")?,"primary":true\}\]$/;
const ENTERPRISE_MEMBER = `,"${ENTERPRISE_USER}":`;
const ENTERPRISE_OF_TEXTS = new RegExp(`${ENTERPRISE_MEMBER}\\{(?:"(?:[^"\\\\]|\\\\.)*"|[:,])*\\}`);

function plainAttributes(text: string): PlainAttributes | undefined {
  if (text === '{}') return { others: '', emails: '', enterprise: '' };
  if (!text.startsWith('{"') || text.includes('"name":')) return undefined;
  const members = `,${text.slice(1, -1)}`;
  const emails = ONE_PRIMARY_ADDRESS.exec(members);
  if (!emails && members.includes(',"emails":')) return undefined;
  const others = emails ? members.slice(0, emails.index) : members;
  if (!others.includes(ENTERPRISE_MEMBER)) return { others, emails: emails?.[0] ?? '', enterprise: '' };
  const enterprise = ENTERPRISE_OF_TEXTS.exec(others);
  return enterprise ? { others: others.replace(ENTERPRISE_OF_TEXTS, ''), emails: emails?.[0] ?? '', enterprise: enterprise[0] } : undefined;
}

// [id, name, whether it is a member itself]: 0 or 1 on SQLite, with blanks between on PostgreSQL.
const DIRECT = /(,?) ?\["([0-9a-f-]+)", ?("(?:[^"\\]|\\.)*"), ?(?:0|false)\]/g;

/** @returns undefined where a group is a member of others */
function plainGroups(text: string | null, baseUrl: string): string | undefined {
  if (text === null || text === '[]') return '';
  const addresses = addressesBelow(baseUrl);
  const links = text.replace(DIRECT, (_, comma: string, id: string, name: string) => `${comma}{"value":"${id}","$ref":${addresses}Groups/${id}","display":${name},"type":"direct"}`);
  return links.startsWith('[{') && !NESTED.test(links) ? `,"groups":${links}` : undefined;
}

// What DIRECT has left alone.
const NESTED = /[[,] ?\[/;

function nameOf({ given_name, family_name }: ScimUserRow): string {
  if (given_name === null && family_name === null) return '';
  return `,"name":{${[member('familyName', family_name), member('givenName', given_name)].join('').slice(1)}}`;
}

function member(name: string, value: string | null): string {
  return value === null ? '' : `,"${name}":${quoted(value)}`;
}

const TO_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

function quoted(text: string): string {
  return TO_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

let known: { baseUrl: string; beginning: string } | undefined;

/** How the text of an address below begins: the same for all users of all pages. */
function addressesBelow(baseUrl: string): string {
  if (known?.baseUrl !== baseUrl) known = { baseUrl, beginning: JSON.stringify(`${baseUrl}/`).slice(0, -1) };
  return known.beginning;
}

function timeOf(millis: number): string {
  return new Date(Number(millis)).toISOString();
}
