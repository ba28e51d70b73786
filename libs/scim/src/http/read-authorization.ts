/** What a request says who it is. */
export interface PresentedCredentials {
  readonly kind: 'basic' | 'bearer';
  /** The username; of a Bearer token its beginning, which says whose it is and proves nothing. */
  readonly name: string;
  /** Password or token. */
  readonly secret: string;
}

/** Ours have about a hundred characters. */
const LONGEST = 1_024;
const SHAPE = /^(basic|bearer) +([A-Za-z0-9+/=._~-]+) *$/i;
const LONGEST_NAME = 64;
const TOKEN_SELECTOR = 29;

/** Reads `Authorization` (RFC 7617 §2, RFC 6750 §2.1); undefined for everything that cannot be right. */
export function readAuthorization(header: string | undefined): PresentedCredentials | undefined {
  if (header === undefined || header.length > LONGEST) return undefined;
  const [, scheme, value = ''] = SHAPE.exec(header) ?? [];
  if (scheme === undefined) return undefined;
  if (scheme.toLowerCase() === 'bearer') return { kind: 'bearer', name: value.slice(0, TOKEN_SELECTOR), secret: value };
  return readPair(Buffer.from(value, 'base64').toString('utf8'));
}

function readPair(pair: string): PresentedCredentials | undefined {
  const colon = pair.indexOf(':');
  if (colon < 1 || /\p{Cc}/u.test(pair)) return undefined;
  const username = pair.slice(0, colon);
  return username.length > LONGEST_NAME ? undefined : { kind: 'basic', name: username, secret: pair.slice(colon + 1) };
}
