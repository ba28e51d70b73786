import { randomBytes, randomFillSync } from 'node:crypto';
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

const REFERENCE_LETTERS = 12;

// Asked for in bulk: each request has a reference number, and a call for twelve bytes costs as much as one for thousands.
const randomness = Buffer.alloc(REFERENCE_LETTERS * 512);
let unused = 0;

/** A request's reference number, such as `K7QM-2XW9-4HTB`: what a person tells Support, and what the logs are searched by. */
export function newReference(): string {
  if (unused === 0) unused = randomFillSync(randomness).length;
  let reference = '';
  for (let letter = 0; letter < REFERENCE_LETTERS; letter += 1) {
    if (letter > 0 && letter % 4 === 0) reference += '-';
    reference += REFERENCE_ALPHABET[(randomness[(unused -= 1)] as number) % REFERENCE_ALPHABET.length];
  }
  return reference;
}
