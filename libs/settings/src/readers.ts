/**
 * One function a kind of setting: text in, value out. They throw an Error whose message says what the setting takes;
 * the value itself is left out, because it may be a secret.
 */
export type DatabaseSetting = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

export function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) throw new Error(`takes a whole number from ${least} to ${most}`);
    return value;
  };
}

export function flag(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new Error('takes true or false');
  return text === 'true';
}

export function oneOf<const Choice extends string>(...choices: Choice[]) {
  return (text: string): Choice => {
    const choice = choices.find((candidate) => candidate === text);
    if (!choice) throw new Error(`takes one of ${choices.join(', ')}`);
    return choice;
  };
}

export function text(least: number, what = `text of at least ${least} characters`) {
  return (value: string): string => {
    if (value.length < least) throw new Error(`takes ${what}`);
    return value;
  };
}

/** bcrypt reads 72 bytes and forgets the rest (bcrypt's own documentation), so a longer password is refused, not cut. */
export function password(value: string): string {
  const bytes = Buffer.byteLength(value);
  if (value.length < 12 || bytes > 72) throw new Error('takes a password of at least 12 characters and at most 72 bytes in UTF-8');
  return value;
}

export function email(value: string): string {
  if (!/^[^\s@]+@[^\s@]+$/.test(value)) throw new Error('takes an e-mail address such as owner@example.com');
  return value;
}

/** An http or https address without query, fragment and credentials; comes back without its last slash. */
export function publicUrl(value: string): string {
  const url = httpUrl(value);
  if (url.search || url.hash) throw new Error('takes an address without query and fragment, such as https://login.example.com');
  return url.href.replace(/\/+$/, '');
}

export function webAddress(value: string): string {
  return httpUrl(value).href;
}

function httpUrl(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new Error('takes an http or https address such as https://login.example.com');
  return url;
}

/** @returns what the database is and where; a PostgreSQL address keeps its credentials, so it is never printed. */
export function database(value: string): DatabaseSetting {
  if (/^sqlite:.+/.test(value)) return { kind: 'sqlite', path: value.slice('sqlite:'.length) };
  if (/^postgres(ql)?:\/\/./.test(value) && URL.canParse(value)) return { kind: 'postgres', url: value };
  throw new Error('takes sqlite:<path> or postgres://<user>:<password>@<host>:<port>/<database>');
}

export type TrustedProxies = boolean | string | ((address: string, hop: number) => boolean);

/** Fastify's `trustProxy`: true, false, a number of hops, or addresses and networks with commas between them. */
export function trustProxy(value: string): TrustedProxies {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^\d{1,2}$/.test(value)) return (_address, hop) => hop < Number(value);
  if (/^[\da-fA-F.:/, ]+$|^(loopback|linklocal|uniquelocal)(, ?(loopback|linklocal|uniquelocal))*$/.test(value)) return value;
  throw new Error('takes true, false, a number of proxies, or addresses and networks such as 10.0.0.0/8,127.0.0.1');
}

/** Key texts with blanks between them; as a key may have blanks in it, the whole text is one too where there are any. */
export function keyTexts(value: string): readonly string[] {
  const whole = value.trim();
  const keys = whole.split(/\s+/).filter(Boolean);
  if (keys.length > 1 && whole.length >= 32) return [...(keys.every((key) => key.length >= 32) ? keys : []), whole];
  if (keys.some((key) => key.length < 32)) throw new Error('takes keys of at least 32 characters each, separated by a blank');
  return keys;
}
