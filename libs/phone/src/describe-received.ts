const SHOWN_CHARACTERS = 40;

/** What was received, safe to show: in quotation marks, plain ASCII (the rest as escapes), shortened when long. */
export function describeReceived(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'string') return typeof value === 'undefined' ? 'nothing' : `a value of type ${typeof value}`;
  const shown = JSON.stringify(value.slice(0, SHOWN_CHARACTERS)).replace(/[^\x20-\x7e]/g, toEscape);
  return value.length > SHOWN_CHARACTERS ? `${shown}… (${value.length} characters)` : shown;
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
