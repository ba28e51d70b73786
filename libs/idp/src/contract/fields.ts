import { refuseIdentityProvider } from './problems.js';

interface FieldCommon {
  /** The member of the request's `options`, camelCase. */
  readonly name: string;
  readonly label: string;
  /** One or two sentences for the form and for OpenAPI. */
  readonly description: string;
}

interface TextLike extends FieldCommon {
  readonly required: boolean;
  readonly example: string;
  /** Longest value, in characters; 1,024 unless told. */
  readonly maxLength?: number;
  /** A `url` that this service itself asks: what may be asked at all is judged when it is, https or not among it. */
  readonly asked?: true;
}

/**
 * What an administrator enters for an identity provider beyond the common fields. Validation, OpenAPI and the console's
 * form are made from these; a `secret` is stored sealed and never shown again.
 */
export type Field =
  | (TextLike & { readonly kind: 'text' | 'secret' | 'url' })
  | (FieldCommon & { readonly kind: 'flag'; readonly default: boolean })
  | (FieldCommon & { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly label: string }[]; readonly default: string })
  | (FieldCommon & { readonly kind: 'texts'; readonly example: readonly string[]; readonly most: number });

export type FieldValue = string | boolean | readonly string[] | undefined;
export type FieldValues = Readonly<Record<string, FieldValue>>;

const LONGEST_TEXT = 1_024;

/**
 * The values of `fields` out of what was sent, defaults filled in. With `stored`, what was not sent keeps its value.
 * @throws Problem `options_invalid` (400), its `errors` naming every member that is wrong
 */
export function readFields(fields: readonly Field[], sent: unknown, stored: FieldValues = {}): FieldValues {
  if (sent !== undefined && (typeof sent !== 'object' || sent === null || Array.isArray(sent))) {
    throw refuseIdentityProvider('options_invalid', `options must be an object, expected {…}, received ${describe(sent)}`);
  }
  const given = new Map(Object.entries(sent ?? {}));
  const errors: FieldError[] = [...given.keys()].filter((name) => !fields.some((field) => field.name === name)).map((name) => unknownField(name, fields));
  const values = fields.map((field) => [field.name, readField(field, given, stored, errors)] as const);
  if (errors.length === 0) return Object.fromEntries(values);
  throw refuseIdentityProvider('options_invalid', errors.map(({ detail }) => detail).join('; '), { members: { errors } });
}

interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

function unknownField(name: string, fields: readonly Field[]): FieldError {
  const expected = fields.map((field) => field.name).join(', ') || 'none';
  return { pointer: pointerTo(name), detail: `options.${name.slice(0, 60)} is not known, expected one of ${expected}` };
}

function readField(field: Field, given: ReadonlyMap<string, unknown>, stored: FieldValues, errors: FieldError[]): FieldValue {
  const value = given.has(field.name) ? (given.get(field.name) ?? undefined) : Object.hasOwn(stored, field.name) ? stored[field.name] : undefined;
  const expected = value === undefined ? (isRequired(field) ? `a value such as ${field.example}` : undefined) : expectation(field, value);
  if (expected === undefined) return value === undefined ? defaultOf(field) : (value as FieldValue);
  const received = field.kind === 'secret' ? 'something else' : describe(value);
  errors.push({ pointer: pointerTo(field.name), detail: `options.${field.name} cannot be used, expected ${expected}, received ${received}` });
  return undefined;
}

function isRequired(field: Field): field is Field & TextLike {
  return 'required' in field && field.required;
}

function defaultOf(field: Field): FieldValue {
  if (field.kind === 'texts') return [];
  return 'default' in field ? field.default : undefined;
}

/** What was expected instead of this value; nothing where it is right. */
function expectation(field: Field, value: unknown): string | undefined {
  switch (field.kind) {
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'choice':
      return field.choices.some((choice) => choice.value === value) ? undefined : `one of ${field.choices.map((choice) => choice.value).join(', ')}`;
    case 'texts':
      return Array.isArray(value) && value.length <= field.most && value.every((one) => isText(one, LONGEST_TEXT)) ? undefined : `a list of at most ${field.most} texts such as ${JSON.stringify(field.example)}`;
    case 'url':
      return isText(value, field.maxLength ?? LONGEST_TEXT) && isAddress(value, field.asked === true) ? undefined : `an https address such as ${field.example}`;
    case 'text':
    case 'secret':
      return isText(value, field.maxLength ?? LONGEST_TEXT) ? undefined : `a text of 1 to ${field.maxLength ?? LONGEST_TEXT} characters`;
  }
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest && !/[\u0000-\u001f\u007f]/.test(value);
}

function isAddress(value: string, asked: boolean): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol } = new URL(value);
  return protocol === 'https:' || (asked && protocol === 'http:');
}

/** What a secret among the options of an integration is sealed for. */
export function optionContext(integrationId: string, name: string): string {
  return `integrations/${integrationId}/options/${name}`;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  return (JSON.stringify(value) ?? typeof value).slice(0, 80);
}

function pointerTo(name: string): string {
  return `/options/${name.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The JSON Schema of `options`, for OpenAPI. */
export function fieldsSchema(fields: readonly Field[]): Record<string, unknown> {
  const properties = Object.fromEntries(fields.map((field) => [field.name, { title: field.label, description: field.description, ...fieldSchema(field) }]));
  return { type: 'object', additionalProperties: false, required: fields.filter(isRequired).map(({ name }) => name), properties };
}

function fieldSchema(field: Field): Record<string, unknown> {
  switch (field.kind) {
    case 'flag':
      return { type: 'boolean', default: field.default };
    case 'choice':
      return { type: 'string', enum: field.choices.map(({ value }) => value), default: field.default };
    case 'texts':
      return { type: 'array', items: { type: 'string', maxLength: LONGEST_TEXT }, maxItems: field.most, example: field.example };
    case 'url':
      return { type: 'string', format: 'uri', maxLength: field.maxLength ?? LONGEST_TEXT, example: field.example };
    case 'text':
      return { type: 'string', maxLength: field.maxLength ?? LONGEST_TEXT, example: field.example };
    case 'secret':
      return { type: 'string', format: 'password', writeOnly: true, maxLength: field.maxLength ?? LONGEST_TEXT };
  }
}
