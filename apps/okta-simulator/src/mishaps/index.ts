import type { Mishap } from './mishap.js';
import { PROVISIONING_MISHAPS } from './provisioning-mishaps.js';
import { SIGN_IN_MISHAPS } from './sign-in-mishaps.js';

/** Everything that can go wrong on purpose. */
export const MISHAPS: readonly Mishap[] = [...SIGN_IN_MISHAPS, ...PROVISIONING_MISHAPS];

export type { Mishap, MishapResult } from './mishap.js';
