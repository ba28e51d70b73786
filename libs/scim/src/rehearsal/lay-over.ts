type Members = Readonly<Record<string, unknown>>;

/**
 * The body of a PUT as provisioning clients make it: what they have read of a user, with what they know of him laid over it. Names in any
 * case; objects such as `name` member by member, lists as a whole.
 */
export function layOver(stored: object, known: Members): Record<string, unknown> {
  const said = Object.entries(known);
  const inPlace = Object.entries(stored).flatMap(([name, value]) => {
    const same = said.filter(([key]) => isSame(key, name));
    return same.length === 0 ? [[name, value] as const] : same.map(([key, laid]) => [key, merge(value, laid)] as const);
  });
  const added = said.filter(([key]) => !Object.keys(stored).some((name) => isSame(key, name)));
  return Object.fromEntries([...inPlace, ...added]);
}

function merge(stored: unknown, value: unknown): unknown {
  return isObject(stored) && isObject(value) ? layOver(stored, value) : value;
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
