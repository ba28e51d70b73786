import { createHash, createHmac, hash, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a text, base64url: how tokens with 256 bits of randomness are stored. */
export function digest(value: string): string {
  return hash('sha256', value, 'base64url');
}

/** HMAC-SHA-256 of a text under a key, base64url. */
export function keyedDigest(key: Buffer | string, value: string): string {
  return createHmac('sha256', key).update(value).digest('base64url');
}

/**
 * SHA-256 over a secret salt of one length and a text. For a digest that leaves this process it takes {@link keyedDigest}: this one can be
 * carried on by whoever sees it (length extension), and costs half.
 */
export function saltedDigest(salt: string, value: string): Buffer {
  return hash('sha256', salt + value, 'buffer');
}

/** Compares two texts in a time that depends on the length of the first alone. */
export function equalInConstantTime(expected: string, received: string): boolean {
  const left = createHash('sha256').update(expected).digest();
  const right = createHash('sha256').update(received).digest();
  return timingSafeEqual(left, right);
}
