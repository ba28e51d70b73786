import { refuseHttp } from './problems.js';

// NUL is no character of PostgreSQL's text; half a surrogate pair is no character of UTF-8 and would come back as another one.
const UNSTORABLE = /\u0000|\p{Surrogate}/u;

/** Whether a text can be stored and comes back as it was, on every database. */
export function isStorableText(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/**
 * Looks for a text (or a name of a member) that cannot be stored, anywhere in a JSON value; any depth, since it does not recurse.
 * @returns the JSON pointer (RFC 6901) of the first one found
 */
export function findUnstorableText(value: unknown): string | undefined {
  const pending: [value: unknown, pointer: string][] = [[value, '']];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [current, pointer] = next;
    if (typeof current === 'string' && !isStorableText(current)) return pointer;
    if (typeof current !== 'object' || current === null) continue;
    for (const [name, member] of Object.entries(current)) {
      if (!isStorableText(name)) return pointer;
      pending.push([member, `${pointer}/${escapePointer(name)}`]);
    }
  }
  return undefined;
}

/** @throws Problem `text_invalid` (400) with the pointer of the text at fault */
export function refuseUnstorableText(value: unknown): void {
  const pointer = findUnstorableText(value);
  if (pointer === undefined) return;
  const detail = `${pointer === '' ? 'A text' : `The text at ${pointer}`} holds a character that cannot be stored, expected no NUL and no half of a surrogate pair`;
  throw refuseHttp('text_invalid', detail, { members: { errors: [{ pointer, detail }] } });
}

/** A name as a reference token of a JSON pointer (RFC 6901 §3). */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
