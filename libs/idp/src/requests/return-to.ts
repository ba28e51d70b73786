import { refuseSignIn } from '../problems.js';

const LONGEST = 2_000;
// Visible ASCII without the backslash, which browsers read as a slash (WHATWG URL §4.4).
const PATH = /^\/[!-[\]-~]*$/;
// Where a second slash follows, what comes after it is a host; tab, line feed and return are dropped before anything is read.
const OTHER_HOST = /^[\t\r\n]*\/[\t\r\n]*[/\\]/;
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * The page to show after a sign-in: a path of our own such as `/users?active=true`.
 * @returns null where none was asked for
 * @throws Problem `return_to_invalid` (400) for an address, or for what a browser could take for one
 */
export function readReturnTo(text: unknown): string | null {
  if (text === undefined || text === '') return null;
  if (typeof text === 'string' && text.length <= LONGEST && isOwnPath(text)) return text;
  const received = typeof text === 'string' ? JSON.stringify(text.slice(0, 100)) : 'several';
  throw refuseSignIn('return_to_invalid', `returnTo is no path of this service, expected one that begins with a single /, such as /users, received ${received}.`);
}

/** Also decoded as often as somebody on the way might decode it. */
function isOwnPath(text: string): boolean {
  let current = text;
  for (let round = 0; round < 4; round++) {
    if (OTHER_HOST.test(current) || CONTROL.test(current)) return false;
    current = decode(current);
  }
  return PATH.test(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
