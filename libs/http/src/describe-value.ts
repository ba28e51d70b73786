const SHOWN_CHARACTERS = 80;
const SECRET = /password|secret|token|key|code|metadata|assertion|cookie|authorization/i;

/** What was received for a member, safe to show: one line, shortened, and nothing of members whose name suggests a secret. */
export function describeValue(name: string, value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (SECRET.test(name)) return `a value of type ${value === null ? 'null' : typeof value}`;
  if (typeof value !== 'string') return String(value);
  const shown = JSON.stringify(value.slice(0, SHOWN_CHARACTERS)).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g,
    '\ufffd',
  );
  return value.length > SHOWN_CHARACTERS ? `${shown}… (${value.length} characters)` : shown;
}
