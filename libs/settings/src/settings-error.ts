/** A setting that stops the start. The message is one line, names the variable, and never holds its value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(variable: string, expectation: string) {
    super(`${variable}: ${expectation}`);
  }
}
