export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

const CAUSES_AT_MOST = 5;

/**
 * An error for the log: type, message, code, stack and what caused it. Nothing else that hangs on it: a database's error carries the
 * statement's parameters, an HTTP client's the request with its headers, and both hold personal values and secrets.
 */
export function describeError(error: unknown, causes = CAUSES_AT_MOST): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something that is no error was thrown' };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const message = error.message.split('\n', 1)[0] as string;
  return {
    type: error.name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: framesOf(error.stack) }),
    ...(cause === undefined || causes === 0 ? {} : { cause: describeError(cause, causes - 1) }),
  };
}

/** The stack without its head, which repeats the message in all its lines. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}
