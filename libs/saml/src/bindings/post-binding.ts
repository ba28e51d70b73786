import { refuse } from '../problems.js';
import { refusingOffences } from '../offence.js';
import { decodeBase64, decodeUtf8 } from './decode-base64.js';

/**
 * The XML of the form field `SAMLResponse` (SAML Bindings §3.5.4): one string of base64, UTF-8 inside.
 * @throws Problem `saml_response_missing` or `saml_response_malformed` (400)
 */
export function decodePostBinding(field: unknown): string {
  if (field === undefined || field === null || field === '') {
    throw refuse(
      'saml_response_missing',
      'The request has no SAMLResponse, expected a form field of that name, received none.',
    );
  }
  if (typeof field !== 'string') {
    throw refuse(
      'saml_response_malformed',
      'SAMLResponse must be one form field, expected a text, received something else.',
    );
  }
  return refusingOffences('saml_response_malformed', () => decodeUtf8(decodeBase64(field)));
}
