const SECRET_NAME = /pass(word|phrase)?|secret|token|hash|digest|credential|authorization|cookie|assertion$|privatekey|sealed|^key$/i;

/** A copy in which every value under a name that may hold a secret is replaced by `[redacted]`, at any depth. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, SECRET_NAME.test(name) && inner !== null ? '[redacted]' : redact(inner)]));
}
