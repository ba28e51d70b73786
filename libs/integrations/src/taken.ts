import type { Problem } from '@app/kernel';
import { refuseIntegration } from './problems.js';

/** Says nothing of whose it is: that may be another customer. */
export function refuseTaken(uniqueIdentifier: string): Problem {
  return refuseIntegration(
    'unique_identifier_taken',
    `Another integration has this unique identifier, expected one that is free in all of MoovingON AI, received ${JSON.stringify(uniqueIdentifier)}.`,
    { hint: 'Choose another one, for example with the name of your company in it, and enter it at the identity provider too (audience and Default RelayState).' },
  );
}
