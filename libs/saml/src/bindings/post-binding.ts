/**
 * The XML of a form field (SAML Bindings §3.5.4): base64, UTF-8, nothing else.
 * @throws Problem `saml_response_missing` or `saml_response_malformed` (400)
 */
export function decodePostBinding(_field: unknown): string {
  throw new Error('not built yet');
}
