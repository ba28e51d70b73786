/** What went wrong on the way to a server, in words for the administrator who entered its address. */
export function describeNetworkError(url: URL, error: unknown): string {
  const code = codeOf(error);
  const words = WORDS[code] ?? (/CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code) ? `has no TLS certificate that can be trusted (${code})` : `could not be reached${code && ` (${code})`}`);
  return `${url.host} ${words}`;
}

function codeOf(error: unknown): string {
  // Where several addresses were tried, Node wraps their errors; the first one says as much as all.
  const single = error instanceof AggregateError && error.errors.length > 0 ? (error.errors[0] as unknown) : error;
  const code = (single as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'ended the connection before it had answered',
  EHOSTUNREACH: 'is on no reachable network',
  ENETUNREACH: 'is on no reachable network',
  ETIMEDOUT: 'did not answer in time',
  EPROTO: 'does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'does not speak TLS',
  HPE_HEADER_OVERFLOW: 'answered with headers that are too large',
  ERR_TLS_CERT_ALTNAME_INVALID: 'showed a TLS certificate of another name',
  CERT_HAS_EXPIRED: 'showed a TLS certificate that has ended',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'showed a TLS certificate that it had signed itself',
};
