import { checkCommand } from './commands/check-provisioning.js';
import { demo } from './commands/demo.js';
import { serve } from './commands/serve.js';
import { UsageError } from './commands/options.js';

const COMMANDS: Record<string, (parameters: string[]) => Promise<number>> = {
  serve,
  demo,
  'check-provisioning': checkCommand,
};

/** Runs one of the simulator's commands; the result is the process's exit code. */
export async function main([name = '', ...parameters]: string[]): Promise<number> {
  const command = COMMANDS[name];
  try {
    if (!command)
      throw new UsageError(`Expected one of ${Object.keys(COMMANDS).join(', ')}, received ${JSON.stringify(name)}`);
    return await command(parameters);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return 2;
  }
}
