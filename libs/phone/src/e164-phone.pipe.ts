import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { parseE164 } from './parse-e164.js';
import { refusePhone } from './problems.js';

/**
 * Lets an E.164 number through as it is: `@Body('firstPhone', E164PhonePipe)`. SCIM calls {@link parseE164} itself, because it must
 * first see whether the value differs from the stored one.
 * @throws Problem `phone_invalid` (400)
 */
@Injectable()
export class E164PhonePipe implements PipeTransform<unknown, string> {
  transform(value: unknown, metadata: ArgumentMetadata): string {
    const result = parseE164(value);
    if (result.ok) return result.value;
    throw refusePhone(
      'phone_invalid',
      `${metadata.data ?? 'The telephone number'} is no telephone number: ${result.detail}`,
    );
  }
}
