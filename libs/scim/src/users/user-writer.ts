import { SECOND } from '@app/kernel';
import type { ScimUserRow } from '@app/persistence';
import { CORE_USER, ENTERPRISE_USER } from '../protocol/index.js';
import type { Membership } from './render-user.js';

/**
 * Users of a page as JSON, straight from their rows: to the letter what JSON.stringify would write of {@link renderUser}, for a third of the price,
 * because what is stored as JSON is neither read nor written anew, and what many of them share is written once.
 */
export class UserWriter {
  private readonly location: string;
  private readonly groupLocation: string;
  private readonly groups = new Map<string, string | undefined>();
  private second = { number: Number.NaN, text: '' };

  constructor(baseUrl: string) {
    this.location = JSON.stringify(`${baseUrl}/Users/`).slice(0, -1);
    this.groupLocation = JSON.stringify(`${baseUrl}/Groups/`).slice(0, -1);
  }

  /**
   * @returns undefined where it would have to think (a name with more than its two columns, a manager, several or unmarked addresses, a group
   *   within a group): then renderUser does it
   */
  write(row: ScimUserRow): string | undefined {
    const stored = plainAttributes(row.attributes);
    const groups = stored && this.groupsOf(row.groups);
    if (!stored || groups === undefined) return undefined;
    const created = this.timeOf(row.created_at);
    const modified = row.updated_at === row.created_at ? created : this.timeOf(row.updated_at);
    return (
      `{"schemas":${stored.enterprise === '' ? CORE_SCHEMA : BOTH_SCHEMAS},"id":"${row.id}"` +
      member('externalId', row.external_id) +
      `,"meta":{"resourceType":"User","created":"${created}","lastModified":"${modified}","location":${this.location}${row.id}","version":"W/\\"${row.version}\\""}` +
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

  private groupsOf(list: string | null): string | undefined {
    if (list === null) return '';
    if (!this.groups.has(list)) this.groups.set(list, this.writeGroups(JSON.parse(list) as Membership[]));
    return this.groups.get(list);
  }

  private writeGroups(memberships: readonly Membership[]): string | undefined {
    if (memberships.length === 0) return '';
    if (memberships.some(([, , isNested]) => isNested)) return undefined;
    const links = memberships.map(([id, name]) => `{"value":"${id}","$ref":${this.groupLocation}${id}","display":${JSON.stringify(name)},"type":"direct"}`);
    return `,"groups":[${links.join(',')}]`;
  }

  /** People are made and changed many in a second: its text is written once. */
  private timeOf(instant: number): string {
    const millis = Number(instant);
    const number = Math.floor(millis / SECOND);
    if (this.second.number !== number) this.second = { number, text: new Date(millis).toISOString().slice(0, -'000Z'.length) };
    return `${this.second.text}${String(millis - number * SECOND).padStart(3, '0')}Z`;
  }
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
