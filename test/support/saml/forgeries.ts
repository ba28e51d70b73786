/**
 * Every known forgery of a sign-in, made afresh with new keys, each with a twin that is accepted. Plain strings come out,
 * so that the same list runs against the verification itself and, by HTTP, against the service.
 */
import { FORGED_FORMS } from './forged-forms.js';
import { FORGED_SIGNATURES, WRAPPED_SIGNATURES } from './forged-signatures.js';
import { FORGED_STATEMENTS } from './forged-statements.js';
import { encode, type Forgery, type ForgeryKit } from './forgery-kit.js';

export { ForgeryKit, type Forgery, type Target } from './forgery-kit.js';

export const FORGERIES: readonly Forgery[] = [
  ...FORGED_FORMS,
  ...WRAPPED_SIGNATURES,
  ...FORGED_SIGNATURES,
  ...FORGED_STATEMENTS,
];

/** The form field SAMLResponse of the forgery and of its twin. */
export function forge({ evil, good }: Forgery, kit: ForgeryKit): { readonly evil: string; readonly good: string } {
  const forged = evil(kit);
  return { evil: typeof forged === 'string' ? encode(forged) : forged.field, good: encode(good(kit)) };
}
