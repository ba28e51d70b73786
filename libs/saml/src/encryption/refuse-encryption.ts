import type { Problem } from '@app/kernel';
import { refuseFinding } from '../problems.js';

/** `saml_response_invalid`, condition `encryption`. */
export function refuseEncryption(wrong: string, expected: string, received: string, hint?: string): Problem {
  return refuseFinding('saml_response_invalid', wrong, { condition: 'encryption', expected, received }, hint);
}
