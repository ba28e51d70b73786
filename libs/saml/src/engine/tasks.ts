import { proveLogoutMessage, readLogoutClaims } from '../logout/prove-logout-message.js';
import { readMetadata } from '../metadata/read-metadata.js';
import { proveResponse } from '../response/prove-response.js';
import { readClaims } from '../response/read-claims.js';

/** What a worker can be asked to do: each takes plain data, does not wait, and gives plain data or throws a Problem. */
export const TASKS = {
  peekResponse: readClaims,
  verifyResponse: proveResponse,
  peekLogout: readLogoutClaims,
  verifyLogout: proveLogoutMessage,
  parseMetadata: readMetadata,
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0];
export type TaskResult<Name extends TaskName> = ReturnType<(typeof TASKS)[Name]>;
