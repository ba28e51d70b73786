/** The operators that compare with a value (RFC 7644 §3.4.2.2 table 3). */
export const COMPARISON_OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

/** A JSON literal on the right of an operator. */
export type Literal = string | number | boolean | null;

/** An attribute as the client wrote it: not yet looked up in any schema. */
export interface AttributeName {
  /** With its URN prefix and sub-attribute, such as `urn:…:User:name.givenName`. */
  readonly text: string;
  /** Index of its first character in the filter, from 0. */
  readonly position: number;
}

export interface Comparison {
  readonly kind: 'comparison';
  readonly attribute: AttributeName;
  readonly operator: ComparisonOperator;
  readonly literal: Literal;
  /** Index of the literal's first character. */
  readonly literalPosition: number;
}

export interface Presence {
  readonly kind: 'present';
  readonly attribute: AttributeName;
}

/** `emails[type eq "work"]`; what is inside names sub-attributes of one and the same value. */
export interface ValuePath {
  readonly kind: 'valuePath';
  readonly attribute: AttributeName;
  readonly filter: Filter;
}

export interface Combination {
  readonly kind: 'and' | 'or';
  /** Two or more. */
  readonly operands: readonly Filter[];
}

export interface Negation {
  readonly kind: 'not';
  readonly operand: Filter;
}

/** A filter as it was written (RFC 7644 §3.4.2.2). */
export type Filter = Comparison | Presence | ValuePath | Combination | Negation;
