type Members = Readonly<Record<string, unknown>>;

/**
 * The body of a PUT as provisioning clients make it: what they have read of a user, with what they know of him laid over it. Names in any
 * case; objects such as `name` member by member, lists as a whole.
 */
export function layOver(stored: object, known: Members): Record<string, unknown> {
  const said = new Map(Object.keys(known).map((name) => [name.toLowerCase(), name]));
  const kept = Object.entries(stored).filter(([name]) => !said.has(name.toLowerCase()));
  const laid = Object.entries(known).map(([name, value]) => [name, merge(memberOf(stored, name), value)] as const);
  return Object.fromEntries([...kept, ...laid]);
}

function merge(stored: unknown, value: unknown): unknown {
  return isObject(stored) && isObject(value) ? layOver(stored, value) : value;
}

function memberOf(container: object, name: string): unknown {
  return Object.entries(container).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
