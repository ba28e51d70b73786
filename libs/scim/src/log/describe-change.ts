import { isDeepStrictEqual } from 'node:util';
import type { KeptAttribute } from '@app/directory';
import type { Fault } from '../protocol/index.js';

/** What the server makes by itself is no change of the client's. */
const DERIVED: ReadonlySet<string> = new Set(['schemas', 'id', 'meta', 'groups', 'email']);
const MOST_TEXT = 1_000;

/** What a request has changed, attribute by attribute: before and after. */
export function describeChange(before: object, after: object): Record<string, unknown> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !DERIVED.has(name) && !isDeepStrictEqual(valueOf(before, name), valueOf(after, name)));
  return Object.fromEntries(changed.map((name) => [name, { before: shown(valueOf(before, name)), after: shown(valueOf(after, name)) }]));
}

const valueOf = (resource: object, name: string): unknown => (resource as Record<string, unknown>)[name] ?? null;

/** Photos and certificates are longer than a log should be. */
function shown(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}… (${text.length} characters)` : value;
}

/** What was wrong in a request that goes through all the same, because it takes a leaver's access away. */
export function describeKept(faults: readonly Fault[], kept: readonly KeptAttribute[]): Record<string, unknown> {
  const told = [...faults.map(({ attribute, problem }) => ({ attribute, detail: problem.detail })), ...kept];
  return told.length > 0 ? { keptAsItWas: told } : {};
}
