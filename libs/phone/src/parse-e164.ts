import {
  type CountryCode,
  Metadata,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
} from 'libphonenumber-js/min';
import { describeReceived } from './describe-received.js';

/** A number of the form that is asked for, as error messages show it. */
export const E164_EXAMPLE = '+972501234567';

/** The number as it was given, or the sentence that says what is wrong, what is expected and what was received. */
export type E164Result =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly detail: string };

const MOST_DIGITS = 15; // ITU-T E.164 §6.1: country code and national number together
const FEWEST_DIGITS = 4;

/**
 * Reads a telephone number in the form of ITU-T E.164: `+`, an assigned country code (those of countries and global ones such as +800
 * and +883) and a national number of a length that is possible there. Number ranges inside a country change and are not judged.
 * Nothing is corrected: blanks, dashes, brackets, other scripts' digits and a trunk `0` after the country code are refused, so that
 * the value that comes out is the text that went in. Pure; takes anything, since values arrive from JSON.
 */
export function parseE164(text: unknown): E164Result {
  const fault = typeof text === 'string' ? findFault(text) : 'it is not text';
  if (fault === undefined) return { ok: true, value: text as string };
  const expected = 'expected E.164: + and the country code, then digits only';
  return { ok: false, detail: `${fault}, ${expected}, such as ${E164_EXAMPLE}, received ${describeReceived(text)}` };
}

function findFault(text: string): string | undefined {
  return findFaultOfForm(text) ?? findFaultOfPlan(text);
}

/** What the characters alone tell; runs before the numbering plans, so that those only see `+` and up to 15 ASCII digits. */
function findFaultOfForm(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (!text.startsWith('+')) return 'it does not start with +';
  const digits = text.slice(1, MOST_DIGITS + 2);
  if (!/^[0-9]*$/.test(digits)) return 'it holds something else than the digits 0 to 9 after the +';
  if (digits.length > MOST_DIGITS) return `it is too long, the most is ${MOST_DIGITS} digits`;
  if (digits.startsWith('0')) return 'it starts with +0, and no country code does';
  if (digits.length < FEWEST_DIGITS) return 'it is too short';
  return undefined;
}

function findFaultOfPlan(text: string): string | undefined {
  const phone = readNumber(text);
  if (typeof phone === 'string') return phone;
  const national = text.slice(1 + phone.countryCallingCode.length);
  if (hasTrunkZero(phone, national, text))
    return `it keeps the trunk 0 after +${phone.countryCallingCode}, which is left out in E.164`;
  const lengths = possibleLengths(phone);
  if (lengths.includes(national.length)) return undefined;
  return `${national.length} digits after +${phone.countryCallingCode} are not possible, there ${listOf(lengths)} are`;
}

function readNumber(text: string): PhoneNumber | string {
  try {
    return parsePhoneNumberWithError(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return error.message === 'INVALID_COUNTRY' ? 'it starts with no assigned country code' : 'it is too short';
  }
}

/** The library takes a trunk prefix away when it recognises one; numbers that rightly begin with 0 (Italy, Gabon) stay as they are. */
function hasTrunkZero(phone: PhoneNumber, national: string, text: string): boolean {
  return national.startsWith('0') && phone.number !== text;
}

function possibleLengths(phone: PhoneNumber): readonly number[] {
  const metadata = new Metadata();
  // A calling code selects the main plan behind it; the declaration knows countries alone, the implementation both.
  metadata.selectNumberingPlan(phone.country ?? (phone.countryCallingCode as string as CountryCode));
  return metadata.numberingPlan?.possibleLengths() ?? [];
}

function listOf(numbers: readonly number[]): string {
  return numbers.length === 1 ? `${numbers[0]}` : `${numbers.slice(0, -1).join(', ')} or ${numbers.at(-1)}`;
}
