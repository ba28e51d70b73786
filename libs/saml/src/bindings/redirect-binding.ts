import { inflateRawSync } from 'node:zlib';
import { MESSAGE_LIMITS } from '../xml/limits.js';
import { refusingOffences, Offence } from '../offence.js';
import { decodeBase64, decodeUtf8 } from './decode-base64.js';

// A logout message is a kilobyte or two; what inflates to more than this is a bomb.
const LONGEST_QUERY_MESSAGE = 64 * 1024;

/**
 * The XML of a query parameter (SAML Bindings §3.4.4.1): base64, raw DEFLATE with a limit on what comes out, UTF-8.
 * @throws Problem `logout_message_malformed` (400)
 */
export function inflateRedirectBinding(parameter: string): string {
  return refusingOffences('logout_message_malformed', () => decodeUtf8(inflate(decodeBase64(parameter))));
}

function inflate(deflated: Buffer): Buffer {
  try {
    return inflateRawSync(deflated, { maxOutputLength: Math.min(LONGEST_QUERY_MESSAGE, MESSAGE_LIMITS.bytes) });
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    if (tooLong)
      throw new Offence('The message inflates to too much', {
        condition: 'size',
        expected: `at most ${LONGEST_QUERY_MESSAGE} bytes`,
        received: 'more',
      });
    throw new Offence('The message is not compressed as the redirect binding asks', {
      condition: 'encoding',
      expected: 'raw DEFLATE',
      received: 'other bytes',
    });
  }
}
