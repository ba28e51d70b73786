/**
 * kernel: words that every other library speaks, free of any framework.
 * A refusal is a {@link Problem}; time comes from a {@link Clock}; secrets at rest pass the {@link SecretSealer}.
 * Neighbours: none. Everything may import this; it imports nothing of ours.
 */
export { Problem, defineProblems, type ProblemDefinition, type ProblemExtras } from './problem.js';
export { Clock, SystemClock, FrozenClock } from './clock.js';
export { earliestIdAt, newId, newReference, newToken } from './ids.js';
export { foldCase } from './fold-case.js';
export { digest, keyedDigest, equalInConstantTime, saltedDigest } from './digest.js';
export { SecretSealer } from './secret-sealer.js';
export { SECOND, MINUTE, HOUR, DAY } from './durations.js';
