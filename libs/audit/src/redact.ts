const SECRET_NAME = /pass(word|phrase)?|secret|token|hash|digest|credential|authorization|cookie|assertion$|privatekey|sealed|^key$/i;

/** A copy in which every value under a name that may hold a secret is replaced by `[redacted]`, at any depth. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, SECRET_NAME.test(name) && inner !== null ? '[redacted]' : redact(inner)]));
}

/** An address without its query where that asks for something secret or carries it, such as a filter by password. */
export function redactAddress(address: string): string {
  const [path = '', ...query] = address.split('?');
  return query.length > 0 && SECRET_IN_QUERY.test(decoded(query.join('?'))) ? `${path}?[redacted]` : address;
}

/** As the name of a parameter, or of an attribute before an operator of a filter (RFC 7644 §3.4.2.2). */
const SECRET_IN_QUERY = /(^|[&\s(.:=])(password|passphrase|secret|(access_)?token|credentials?|authorization|api_?key)(=|\s+(eq|ne|co|sw|ew|gt|ge|lt|le)\b)/i;

function decoded(query: string): string {
  const text = query.replaceAll('+', ' ');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
