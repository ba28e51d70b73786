import { isDeepStrictEqual } from 'node:util';
import type { UserEntity } from '@app/persistence';
import { checkAttribute, checkedAttributes } from './check-attributes.js';
import { emailsOf } from './email-addresses.js';
import type { CurrentPerson, KeptAttribute, PersonAttributes, PersonChanges } from './person.js';

export interface SiftedChanges {
  readonly changes: PersonChanges;
  readonly kept: readonly KeptAttribute[];
}

/**
 * What of the changes is valid. An echo of what is stored always is. What is not is refused; or, from a client that takes the user's
 * access away (`lenient`), left as it was and told: nothing may stand in the way of a leaver's deactivation.
 * @throws Problem `user_invalid`, `phone_invalid`, `text_invalid` (400)
 */
export function siftChanges(current: CurrentPerson | null, wanted: PersonChanges, lenient: boolean): SiftedChanges {
  const changes: { -readonly [Name in keyof PersonChanges]: PersonChanges[Name] } = { ...wanted, ...withoutEmptyPhones(wanted), ...plainValues(wanted) };
  const kept: KeptAttribute[] = [];
  for (const attribute of checkedAttributes) {
    const value = changes[attribute];
    if (value === undefined || (current && isDeepStrictEqual(value, storedValue(current, attribute)))) continue;
    const fault = checkAttribute(attribute, value as never);
    if (!fault) continue;
    if (!lenient) throw fault;
    delete changes[attribute];
    kept.push({ attribute, detail: fault.detail });
  }
  return { changes, kept };
}

/** As they come back from the database, so that they compare: no undefined members, no prototypes of their own. */
function plainValues({ emails, attributes }: PersonChanges): PersonChanges {
  return { ...(emails && { emails: plain(emails) }), ...(attributes && { attributes: plain(attributes) }) };
}

function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** An empty telephone number is none. */
function withoutEmptyPhones({ firstPhone, secondPhone }: PersonChanges): PersonChanges {
  return { ...(firstPhone === '' && { firstPhone: null }), ...(secondPhone === '' && { secondPhone: null }) };
}

function storedValue({ user, externalId }: CurrentPerson, attribute: KeptAttribute['attribute']): unknown {
  if (attribute === 'externalId') return externalId;
  if (attribute === 'emails') return emailsOf(user);
  if (attribute === 'attributes') return attributesOf(user);
  return user[attribute];
}

/** The further attributes alone, without the addresses that are kept beside them. */
export function attributesOf({ attributes }: Pick<UserEntity, 'attributes'>): PersonAttributes['attributes'] {
  const { emails: _, ...others } = attributes;
  return others;
}
