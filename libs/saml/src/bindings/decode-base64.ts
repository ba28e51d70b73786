import { MESSAGE_LIMITS } from '../xml/limits.js';
import { Offence } from '../offence.js';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Base64 with its alphabet alone (white space is layout), complete and padded as RFC 4648 §4 says.
 * @throws Offence
 */
export function decodeBase64(text: string): Buffer {
  const longest = Math.ceil(MESSAGE_LIMITS.bytes / 3) * 4 * 1.1;
  if (text.length > longest) {
    throw new Offence('The message is too long', {
      condition: 'size',
      expected: `at most ${MESSAGE_LIMITS.bytes} bytes`,
      received: 'more',
    });
  }
  const bytes = Buffer.from(text, 'base64');
  // Written back it is the same: there is nothing in it but the alphabet, and nothing is missing.
  if (text !== '' && bytes.toString('base64') === text) return bytes;
  const dense = text.replace(/[ \t\r\n]+/g, '');
  if (dense === '' || dense.length % 4 !== 0 || !BASE64.test(dense)) {
    throw new Offence('The message is not base64', {
      condition: 'encoding',
      expected: 'base64 with padding',
      received: startOf(text),
    });
  }
  return Buffer.from(dense, 'base64');
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws Offence when the bytes are no UTF-8 */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new Offence('The message is not UTF-8', {
      condition: 'encoding',
      expected: 'UTF-8',
      received: 'other bytes',
    });
  }
}

function startOf(text: string): string {
  return text === '' ? 'nothing' : `text that begins with ${JSON.stringify(text.slice(0, 24))}`;
}
