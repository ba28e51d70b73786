import { ValidateBy, type ValidationOptions } from 'class-validator';
import { parseE164 } from './parse-e164.js';

/** A field of a DTO that holds an E.164 number, judged by {@link parseE164}. `null` and absence are `@IsOptional()`'s to allow. */
export function IsE164(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isE164',
      validator: {
        validate: (value) => parseE164(value).ok,
        defaultMessage: (args) => explain(args?.value, args?.property),
      },
    },
    options,
  );
}

function explain(value: unknown, property = 'The value'): string {
  // With `each` the value is the whole list: the first element at fault is the one to speak of.
  const result = parseE164(Array.isArray(value) ? value.find((element) => !parseE164(element).ok) : value);
  return `${property} is no telephone number${result.ok ? '' : `: ${result.detail}`}`;
}
