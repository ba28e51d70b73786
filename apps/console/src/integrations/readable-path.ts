const BASE = /^\/api\/scim\/v2(?=\/|\?|$)/;

/** A SCIM request's path as one reads it: without what all of them begin with, and its filter in plain text. */
export function readablePath(path: string): string {
  const short = path.replace(BASE, '') || '/';
  try {
    return decodeURIComponent(short.replaceAll('+', ' '));
  } catch {
    return short;
  }
}
