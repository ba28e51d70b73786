import type { Profile } from '@app/idp/contract';
import type { VerifiedAssertion } from '@app/saml';

// SAML Core §8.3.7, §8.3.8: names that are made up by the provider, so that an attribute has to say who it is.
const OPAQUE_FORMATS = ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'];

/**
 * The name that a person of the account is looked up by: the NameID. The attribute `email` stands in for it where the
 * NameID is no e-mail address by its format, and only there: a person may be able to edit his attributes at the provider.
 */
export function whoSignsIn({ nameId, nameIdFormat }: Pick<VerifiedAssertion, 'nameId' | 'nameIdFormat'>, { email }: Profile): string {
  const opaque = nameIdFormat !== undefined && OPAQUE_FORMATS.includes(nameIdFormat);
  return (opaque && email ? email : nameId).trim();
}
