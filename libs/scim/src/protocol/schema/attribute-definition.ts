/** Data types of RFC 7643 §2.3. */
export type AttributeType =
  'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'reference' | 'binary' | 'complex';
export type Mutability = 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
export type Returned = 'always' | 'never' | 'default' | 'request';
export type Uniqueness = 'none' | 'server' | 'global';

/** The characteristics of an attribute (RFC 7643 §2.2 and §7). */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: Mutability;
  readonly returned: Returned;
  readonly uniqueness: Uniqueness;
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly AttributeDefinition[];
  /** Longest value in characters (UTF-16 units); ours, not a characteristic of RFC 7643. */
  readonly maxLength: number;
  /** Most values of a multi-valued attribute; ours too. The size of the body limits the rest. */
  readonly maxValues: number;
}

/** What differs from the defaults of RFC 7643 §2.2. */
export type Characteristics = Partial<Omit<AttributeDefinition, 'name' | 'type' | 'description' | 'subAttributes'>>;

/** A value that stands in an index has to fit into one: PostgreSQL takes 2,704 bytes, and a character has up to four. */
export const INDEXED_LENGTH = 512;
const TEXT_LENGTH = 4_096;
const BLOB_LENGTH = 131_072;
const VALUES = 1_000;

// RFC 7643 §2.3.6 and §2.3.7: binary values and references compare case-exactly.
const CASE_EXACT: ReadonlySet<AttributeType> = new Set(['binary', 'reference']);

function define(name: string, type: AttributeType, description: string, other: Characteristics): AttributeDefinition {
  return {
    name,
    type,
    multiValued: false,
    description,
    required: false,
    caseExact: CASE_EXACT.has(type),
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    maxLength: type === 'binary' || type === 'reference' ? BLOB_LENGTH : TEXT_LENGTH,
    maxValues: VALUES,
    ...other,
  };
}

export const text = (name: string, description: string, other: Characteristics = {}) =>
  define(name, 'string', description, other);

export const flag = (name: string, description: string, other: Characteristics = {}) =>
  define(name, 'boolean', description, other);

export const instant = (name: string, description: string, other: Characteristics = {}) =>
  define(name, 'dateTime', description, other);

export const integer = (name: string, description: string, other: Characteristics = {}) =>
  define(name, 'integer', description, other);

export const binary = (name: string, description: string, other: Characteristics = {}) =>
  define(name, 'binary', description, other);

export const reference = (name: string, referenceTypes: string[], description: string, other: Characteristics = {}) =>
  define(name, 'reference', description, { referenceTypes, ...other });

export const complex = (
  name: string,
  description: string,
  subAttributes: readonly AttributeDefinition[],
  other: Characteristics = {},
): AttributeDefinition => ({ ...define(name, 'complex', description, other), subAttributes });
