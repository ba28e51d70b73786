import type { Problem } from '@app/kernel';
import { scimProblem } from '../scim-problem.js';

const SHOWN = 40;

/** A piece of the client's text for a detail: shortened, on one line, without control characters. */
export function excerpt(text: string): string {
  const printable = text.replace(/[\p{Cc}\p{Cs}]/gu, '·');
  return printable.length > SHOWN ? `${printable.slice(0, SHOWN)}…` : printable;
}

/** `invalidFilter` with the place, from 1, and what was expected there. `position` is an index from 0. */
export function filterProblem(position: number, what: string): Problem {
  const character = position + 1;
  return scimProblem('scim_invalid_filter', `The filter is wrong at character ${character}: ${what}`, {
    members: { position: character },
  });
}
