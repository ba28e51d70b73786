import type { Problem } from '@app/kernel';
import { refuseFinding } from '../problems.js';

/** `metadata_invalid`: what is wrong, expected, received; and what to do where that is not plain. */
export function refuseMetadata(wrong: string, expected: string, received: string, hint?: string): Problem {
  return refuseFinding('metadata_invalid', wrong, { condition: 'metadata', expected, received }, hint);
}
