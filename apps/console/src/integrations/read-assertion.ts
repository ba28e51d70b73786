import { texts } from '../texts/index.js';

export interface Said {
  readonly name: string;
  readonly value: string;
}

export interface Failed {
  readonly condition: string;
  readonly expected: unknown;
  readonly received: unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** What the sign-in log keeps of an assertion, in the order in which one reads it. */
export function readAssertion(assertion: Members | null) {
  const { proven, failed, attributes, conditions, ...others } = assertion ?? {};
  const named = { ...others, ...(conditions as Members | undefined) };
  return {
    isProven: proven === true,
    failed: failed as Failed | undefined,
    said: statements(named, (name) => texts.integrations.signIns.statements[name as never] ?? name),
    attributes: statements((attributes ?? {}) as Members, (name) => name),
  };
}

function statements(members: Members, nameOf: (name: string) => string): readonly Said[] {
  return Object.entries(members)
    .map(([name, value]) => ({ name: nameOf(name), value: asText(value) }))
    .filter(({ value }) => value !== '');
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(asText).join(', ');
  if (typeof value === 'boolean') return value ? texts.common.yes : texts.common.no;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
