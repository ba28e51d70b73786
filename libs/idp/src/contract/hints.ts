import type { Problem } from '@app/kernel';

/**
 * What to change *at this vendor*, by the code of the refusal, or by code and condition: `saml_response_invalid` and
 * `saml_response_invalid.audience`. Plain text with the guide's placeholders.
 */
export type Hints = Readonly<Record<string, string>>;

/** The vendor's advice for a refusal, the one for its condition first. */
export function findHint(hints: Hints, { code, members }: Pick<Problem, 'code' | 'members'>): string | undefined {
  const keys = typeof members.condition === 'string' ? [`${code}.${members.condition}`, code] : [code];
  const key = keys.find((candidate) => Object.hasOwn(hints, candidate));
  return key === undefined ? undefined : hints[key];
}
