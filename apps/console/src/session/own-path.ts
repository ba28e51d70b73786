/** A path of the console, as it comes in an address; undefined for anything that could lead somewhere else. */
export function readOwnPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^\/(?![/\\])/.test(text)) return undefined;
  try {
    const { origin, pathname, search, hash } = new URL(text, location.origin);
    return origin === location.origin && !/^\/(api|sso|health|metrics)(\/|$)/.test(pathname) ? pathname + search + hash : undefined;
  } catch {
    return undefined;
  }
}
