import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type Problem } from '@app/kernel';
import { escapePointer, refuseUnstorableText } from './check-text.js';
import { describeValue } from './describe-value.js';
import { refuseHttp } from './problems.js';

/** A member of the request at fault: its JSON pointer (RFC 6901) in the body or query, and what is wrong with it. */
export interface InvalidMember {
  readonly pointer: string;
  readonly detail: string;
}

const MOST_NAMED = 5;

/**
 * Checks what a route's method takes by its DTO (class-validator): unknown members are refused, NUL and repeated query parameters too.
 * Arguments without a DTO (`unknown`, an interface) are the method's own to read, as SCIM does.
 * @throws Problem `request_invalid` (400) with the member `errors`, `text_invalid` (400), `parameter_repeated` (400)
 */
@Injectable()
export class RequestValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      exceptionFactory: refuseMembers,
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom' || metadata.metatype === undefined || metadata.metatype === Object) return value;
    if (metadata.type === 'query') refuseRepeated(value, metadata.data);
    if (metadata.type === 'body') refuseNonObject(value, metadata);
    refuseUnstorableText(value);
    return super.transform(value, metadata);
  }
}

function refuseRepeated(value: unknown, name: string | undefined): void {
  const parameters: [string, unknown][] =
    name === undefined ? Object.entries((value ?? {}) as object) : [[name, value]];
  const repeated = parameters.find(([, received]) => Array.isArray(received));
  if (!repeated) return;
  throw refuseHttp(
    'parameter_repeated',
    `The parameter ${repeated[0].slice(0, 40)} was given more than once, expected it once, received it ${(repeated[1] as unknown[]).length} times`,
  );
}

function refuseNonObject(value: unknown, { metatype, data }: ArgumentMetadata): void {
  if (data !== undefined || metatype === String || metatype === Array || metatype === Number || metatype === Boolean)
    return;
  if (value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))) return;
  const detail = `The body is no JSON object, expected {…}, received ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}`;
  throw refuseHttp('request_invalid', detail, { members: { errors: [{ pointer: '', detail }] } });
}

function refuseMembers(errors: readonly ValidationError[]): Problem {
  const members = errors.flatMap((error) => invalidMembers(error, ''));
  const named = members.slice(0, MOST_NAMED).map(({ detail }) => detail);
  const rest = members.length > MOST_NAMED ? `; and ${members.length - MOST_NAMED} more` : '';
  return refuseHttp('request_invalid', `${named.join('; ')}${rest}`, { members: { errors: members } });
}

function invalidMembers(error: ValidationError, above: string): InvalidMember[] {
  const pointer = `${above}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    pointer,
    detail: describeFault(error, rule, message),
  }));
  const distinct = own.filter(({ detail }, at) => own.findIndex((other) => other.detail === detail) === at);
  return [...distinct, ...(error.children ?? []).flatMap((child) => invalidMembers(child, pointer))];
}

/** Messages of our own say what is expected already; class-validator's (`x must be …`) do in their way; both get what was received. */
function describeFault(error: ValidationError, rule: string, message: string): string {
  if (rule === 'whitelistValidation')
    return `${error.property.slice(0, 80)} is not known here, expected none but the members of the API's description`;
  if (/\breceived\b/.test(message)) return message;
  return `${message}, received ${describeValue(error.property, error.value)}`;
}
