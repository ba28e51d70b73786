import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A mistake on the command line: shown as one line, exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads `--name value` parameters; anything unknown is a {@link UsageError}. */
export function readOptions<const T extends Options>(parameters: string[], options: T) {
  try {
    return parseArgs({ args: parameters, options, strict: true }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

export function portOf(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port: expected a port from 0 to 65535, received ${JSON.stringify(text)}`);
  return port;
}
