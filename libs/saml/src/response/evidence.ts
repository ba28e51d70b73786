import type { Finding } from '../problems.js';
import type { AssertionFacts } from './read-assertion.js';
import type { ResponseFacts } from './read-response.js';
import type { Expectations, Narrowing } from './verify-response.js';

/** What the checks judge. Of the response, only what agrees with the assertion counts unless the response is signed. */
export interface Evidence {
  readonly response: ResponseFacts;
  readonly assertion: AssertionFacts;
  readonly signed: 'response' | 'assertion';
  readonly encrypted: boolean;
  readonly signatureAlgorithm: string;
  readonly certificateFingerprint: string;
  readonly certificateNotAfter: Date;
}

export type Judgement = Expectations & { readonly narrowing: Narrowing };

/** Why a check refuses: *what is wrong*, and what it expected beside what it received. */
export interface Refusal extends Finding {
  readonly wrong: string;
  readonly hint?: string;
}

/** One condition of sign-in: nothing when it holds. */
export type Check = (evidence: Evidence, judgement: Judgement) => Refusal | undefined;
