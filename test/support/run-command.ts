import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly code: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

/** `npm run <name> -- …parameters`, without npm around it. */
export function runCommand(name: string, parameters: readonly string[], environment: Record<string, string>): Promise<CommandResult> {
  const child = spawn(process.execPath, ['apps/api/run-command.mjs', name, ...parameters], { env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'development', ...environment } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
