/** One refused or failed request as the log sees it: the route's pattern instead of its address, since addresses hold secrets and names. */
export interface ErrorLogEntry {
  /** `error` for what is our fault (5xx), `info` for what is the caller's. */
  readonly level: 'info' | 'error';
  readonly reference: string;
  readonly method: string;
  /** The route's pattern such as `/api/v1/accounts/:accountId`; absent where no route matched. */
  readonly route: string | undefined;
  readonly status: number;
  readonly code: string;
  /** What was thrown, or the cause of the Problem; may say more than the outside may see. */
  readonly error: unknown;
}

/** Where refusals and failures are written. */
export abstract class ErrorLog {
  abstract write(entry: ErrorLogEntry): void;
}
