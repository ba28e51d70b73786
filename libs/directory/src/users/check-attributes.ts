import { findUnstorableText, refuseHttp } from '@app/http';
import { foldCase, type Problem } from '@app/kernel';
import { parseE164, refusePhone } from '@app/phone';
import { refuseDirectory } from '../problems.js';
import type { EmailAddress, KeptAttribute, PersonAttributes } from './person.js';

const MOST_CHARACTERS = 512;
// What PostgreSQL's indexes can hold of a text (2,704 bytes) with an account's id beside it; folding may make a text longer.
const MOST_INDEXED_BYTES = 2_048;
const MOST_EMAILS = 200;

type Attribute = KeptAttribute['attribute'];
type Check = (value: never, attribute: Attribute) => Problem | undefined;

/** What can be wrong with an attribute by itself. Null is always right where it is possible at all. */
const checks: { readonly [Name in Attribute]: Check } = {
  userName: (value: string) => (value.trim() === '' ? invalid('userName is empty, expected a name such as an e-mail address') : checkText(value, 'userName')),
  emails: (emails: readonly EmailAddress[]) => checkEmails(emails),
  givenName: checkText,
  familyName: checkText,
  displayName: checkText,
  firstPhone: checkPhone,
  secondPhone: checkPhone,
  externalId: checkText,
  attributes: (value: object) => checkStorable(value, 'attributes'),
};

/** @returns what is wrong with the value, in a refusal to throw; undefined where nothing is */
export function checkAttribute<Name extends Attribute>(attribute: Name, value: PersonAttributes[Name]): Problem | undefined {
  return value === null ? undefined : checks[attribute](value as never, attribute);
}

export const checkedAttributes = Object.keys(checks) as readonly Attribute[];

/** A text that is stored, and may be looked up by its folded form. */
export function checkText(value: string, name: string): Problem | undefined {
  if (typeof value !== 'string') return invalid(`${name} is no text, expected text, received ${typeof value}`);
  if (value.length > MOST_CHARACTERS || Buffer.byteLength(foldCase(value)) > MOST_INDEXED_BYTES)
    return invalid(`${name} is too long, expected at most ${MOST_CHARACTERS} characters, received ${value.length}`);
  return checkStorable(value, name);
}

function checkEmails(emails: readonly EmailAddress[]): Problem | undefined {
  if (emails.length > MOST_EMAILS) return invalid(`emails is too long, expected at most ${MOST_EMAILS} addresses, received ${emails.length}`);
  for (const { value } of emails) {
    if (typeof value !== 'string' || value.trim() === '') return invalid('An e-mail address is empty, expected one such as ada@example.com');
    const fault = checkText(value, 'An e-mail address');
    if (fault) return fault;
  }
  return checkStorable(emails, 'emails');
}

function checkPhone(value: string, attribute: Attribute): Problem | undefined {
  const result = parseE164(value);
  return result.ok ? undefined : refusePhone('phone_invalid', `${attribute} is no telephone number: ${result.detail}`);
}

function checkStorable(value: unknown, name: string): Problem | undefined {
  const pointer = findUnstorableText(value);
  if (pointer === undefined) return undefined;
  return refuseHttp('text_invalid', `${name}${pointer} holds a character that cannot be stored, expected no NUL and no half of a surrogate pair`);
}

function invalid(detail: string): Problem {
  return refuseDirectory('user_invalid', detail);
}
