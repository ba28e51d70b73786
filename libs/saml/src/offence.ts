import type { Problem } from '@app/kernel';
import { refuseFinding, type Finding, type SamlProblemCode } from './problems.js';

/** Something in a message that must not be there; the door that the message came by turns it into its own refusal. */
export class Offence extends Error {
  constructor(
    readonly wrong: string,
    readonly finding: Finding,
    readonly hint?: string,
  ) {
    super(wrong);
  }

  toProblem(code: SamlProblemCode): Problem {
    return refuseFinding(code, this.wrong, this.finding, this.hint);
  }
}

/** Runs a reader of foreign text; its offences become refusals with the code of this door. */
export function refusingOffences<Result>(code: SamlProblemCode, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof Offence ? error.toProblem(code) : error;
  }
}
