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

const SECOND_LETTERS = 5; // of 27: they come round after 166 days
const CHANCE_LETTERS = 7;

// Asked for in bulk: each request has a reference number, and a call for seven bytes costs as much as one for thousands.
const randomness = Buffer.alloc(CHANCE_LETTERS * 1_024);
let unused = 0;
let lately = { second: -1, letters: '' };

/**
 * A request's reference number, such as `K7QM-2XW9-4HTB`: what a person tells Support, and what the logs are searched by. It begins with the second that it
 * is of, so that neighbours in time are neighbours in the logs' indexes: else each line of a log would be written to a page of its own.
 */
export function newReference(): string {
  const second = Math.floor(Date.now() / 1_000);
  if (lately.second !== second) lately = { second, letters: lettersOf(second) };
  if (unused === 0) unused = randomFillSync(randomness).length;
  let { letters } = lately;
  for (let letter = 0; letter < CHANCE_LETTERS; letter += 1) letters += REFERENCE_ALPHABET[(randomness[(unused -= 1)] as number) % REFERENCE_ALPHABET.length];
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

function lettersOf(second: number): string {
  let letters = '';
  for (let rest = second; letters.length < SECOND_LETTERS; rest = Math.floor(rest / REFERENCE_ALPHABET.length)) letters = (REFERENCE_ALPHABET[rest % REFERENCE_ALPHABET.length] as string) + letters;
  return letters;
}
