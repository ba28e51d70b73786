import { refuseFinding } from '../problems.js';
import type { Attributes } from './claims.js';

/** Every value of the attributes of that name, whatever its case; administrators type these names by hand. */
export function attributeValues(attributes: Attributes, name: string): readonly string[] {
  const folded = name.toLowerCase();
  return [...attributes].filter(([candidate]) => candidate.toLowerCase() === folded).flatMap(([, values]) => values);
}

/**
 * The one value of the first of these attributes that is there; empty values do not count.
 * @throws Problem `saml_response_invalid` when an attribute has values that differ: which one is meant is not ours to guess
 */
export function singleAttribute(attributes: Attributes, names: readonly string[]): string | undefined {
  for (const name of names) {
    const values = new Set(attributeValues(attributes, name).filter((value) => value.trim() !== ''));
    if (values.size > 1) {
      throw refuseFinding('saml_response_invalid', `The attribute ${name} is there several times`, {
        condition: 'attribute',
        expected: 'one value',
        received: [...values].join(', '),
      });
    }
    if (values.size === 1) return [...values][0];
  }
  return undefined;
}
