/**
 * The XML of a query parameter (SAML Bindings §3.4.4.1): base64, raw DEFLATE with a limit on what comes out, UTF-8.
 * @throws Problem `logout_message_malformed` (400)
 */
export function inflateRedirectBinding(_parameter: unknown): string {
  throw new Error('not built yet');
}
