import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** An identifier of a row: a UUID of version 7 (RFC 9562 §5.7), so that neighbours in time are neighbours in the index. */
export function newId(): string {
  return v7();
}

/** The smallest id that {@link newId} can make at that instant: rows with smaller ones are older. */
export function earliestIdAt(millis: number): string {
  const time = millis.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** An unguessable secret: `bytes` of randomness as base64url, 256 bits unless told. */
export function newToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

// No vowels and nothing that looks like something else: people read these aloud on the telephone.
const REFERENCE_ALPHABET = '23456789BCDFGHJKMNPQRSTVWXZ';

/** A request's reference number, such as `K7QM-2XW9-4HTB`: what a person tells Support, and what the logs are searched by. */
export function newReference(): string {
  const letters = Array.from(randomBytes(12), (byte) => REFERENCE_ALPHABET[byte % REFERENCE_ALPHABET.length]);
  return [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-');
}
