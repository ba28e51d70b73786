const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * What every response starts with; a route that serves pages or files replaces what it must (`reply.header`).
 * Answers of an API are no documents: nothing may be loaded, framed, sniffed or stored. HSTS where `publicUrl` is https.
 */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}` } : {}),
  };
}
