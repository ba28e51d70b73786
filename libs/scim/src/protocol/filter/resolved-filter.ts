import type { AttributeReference } from '../schema/resolve-attribute.js';
import type { ComparisonOperator } from './filter-syntax.js';

/**
 * The right side of a comparison, of the type of its attribute.
 * - `text`: `value` as it was sent; `folded` is `foldCase(value)` where the attribute is not caseExact, else `value`.
 * - `instant`: milliseconds since the epoch, perhaps with a fraction; `text` as it was sent.
 * - `null`: only with eq and ne.
 */
export type ComparisonValue =
  | { readonly type: 'text'; readonly value: string; readonly folded: string; readonly caseExact: boolean }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'instant'; readonly millis: number; readonly text: string }
  | { readonly type: 'null' };

export interface ResolvedComparison {
  readonly kind: 'comparison';
  /** Its `leaf` is never complex. */
  readonly target: AttributeReference;
  readonly operator: ComparisonOperator;
  readonly value: ComparisonValue;
  /** Index of the attribute's first character in the filter: for what a translation cannot do. */
  readonly position: number;
}

export interface ResolvedPresence {
  readonly kind: 'present';
  /** Its `leaf` may be complex: `name pr`, `emails pr`. */
  readonly target: AttributeReference;
  readonly position: number;
}

/** At least one value of `target` (complex) matches `filter`, whose targets are sub-attributes of the same attribute. */
export interface ResolvedValuePath {
  readonly kind: 'valuePath';
  readonly target: AttributeReference;
  readonly filter: ResolvedFilter;
  readonly position: number;
}

/**
 * A filter whose names were looked up and whose values have the types of their attributes.
 *
 * Meaning (RFC 7644 §3.4.2.2, and our word where it is silent):
 * - A comparison holds if it holds for **any** value of a multi-valued attribute; on a complex one without sub-attribute
 *   it compares `value`.
 * - What is unassigned has the one value null (RFC 7643 §2.5): `eq null` and `ne "x"` hold for it, nothing else does.
 *   Thus `title ne "x"` finds those without a title, and `emails.value ne "x"` those with another address or none.
 * - `primary eq false` holds for a value of which primary is not given (RFC 7643 §2.4): it is resolved to
 *   `not (primary eq true)` of one value, so that a translation meets `primary eq true` alone.
 * - `pr`: there is a value, and one of a complex attribute has something in it.
 * - Text compares after `foldCase` unless the attribute is caseExact; gt, ge, lt, le by Unicode code points, which is the
 *   order of `COLLATE "C"` and of SQLite's BINARY. Instants compare by time, whatever their zone.
 * - `constant` stands for an attribute that the resource type does not have (`unknown: 'unassigned'`).
 */
export type ResolvedFilter =
  | ResolvedComparison
  | ResolvedPresence
  | ResolvedValuePath
  | { readonly kind: 'and' | 'or'; readonly operands: readonly ResolvedFilter[] }
  | { readonly kind: 'not'; readonly operand: ResolvedFilter }
  | { readonly kind: 'constant'; readonly value: boolean };
