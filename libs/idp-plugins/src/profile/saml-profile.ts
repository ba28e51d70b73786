import type { Profile, SamlStatements } from '@app/idp/contract';
import { singleAttribute } from '@app/saml';

/** The names under which a vendor sends what is known of a person; the first that has a value counts, whatever its case. */
export interface AttributeNames {
  readonly email: readonly string[];
  readonly givenName: readonly string[];
  readonly familyName: readonly string[];
  readonly displayName: readonly string[];
}

/** The profile that an assertion states: the subject from the NameID alone, the rest from attributes of these names. */
export function readSamlProfile({ nameId, attributes }: SamlStatements, names: AttributeNames): Profile {
  const read = (candidates: readonly string[]) => singleAttribute(attributes, candidates)?.trim();
  return {
    subject: nameId.trim(),
    email: read(names.email),
    givenName: read(names.givenName),
    familyName: read(names.familyName),
    displayName: read(names.displayName),
  };
}
