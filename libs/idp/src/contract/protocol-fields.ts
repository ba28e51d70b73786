import type { Field, FieldValues } from './fields.js';
import type { IdentityProvider, Protocol, SamlNarrowing } from './identity-provider.js';

const flag = (name: string, label: string, description: string): Field => ({ kind: 'flag', name, label, description, default: false });

/** The switches that every integration of a protocol has; none of them can weaken a check. */
export const PROTOCOL_FIELDS: Readonly<Record<Protocol, readonly Field[]>> = {
  saml: [
    flag('requestedOnly', 'Only sign-ins that begin here', 'Refuses responses that the identity provider sends unasked (IdP-initiated sign-in).'),
    flag('signRequests', 'Sign requests', 'Signs the requests that begin a sign-in here, with the key of the service.'),
    flag('forceAuthn', 'Ask for a fresh sign-in', 'The identity provider has to authenticate the person anew when a sign-in begins here (ForceAuthn).'),
    flag('encryptedOnly', 'Only encrypted assertions', 'Refuses assertions that are not encrypted to the certificate of the service.'),
    flag('signedResponseOnly', 'Only signed responses', 'Refuses a response of which the assertion alone is signed.'),
    flag('currentCertificatesOnly', 'Refuse expired certificates', 'A certificate of the identity provider counts until its end only.'),
    {
      kind: 'texts',
      name: 'authnContexts',
      label: 'Ways to sign in',
      description: 'The authentication contexts that are asked for and accepted, such as one with a second factor; any where the list is empty.',
      example: ['urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken'],
      most: 10,
    },
  ],
  oidc: [],
};

/** Everything that `options` of an integration of this provider may hold. */
export function fieldsOf(provider: Pick<IdentityProvider, 'protocol' | 'fields'>): readonly Field[] {
  return [...PROTOCOL_FIELDS[provider.protocol], ...provider.fields];
}

/** What the vendor asks for and what the administrator asks for, together: each can only narrow what the other allows. */
export function narrowingOf(provider: SamlNarrowing, options: FieldValues): SamlNarrowing {
  const either = (name: 'requestedOnly' | 'encryptedOnly' | 'signedResponseOnly' | 'currentCertificatesOnly') => provider[name] === true || options[name] === true;
  return {
    nameIdFormats: provider.nameIdFormats,
    authnContexts: intersect(provider.authnContexts, wanted(options.authnContexts)),
    requestedOnly: either('requestedOnly'),
    encryptedOnly: either('encryptedOnly'),
    signedResponseOnly: either('signedResponseOnly'),
    currentCertificatesOnly: either('currentCertificatesOnly'),
  };
}

function wanted(contexts: unknown): readonly string[] | undefined {
  return Array.isArray(contexts) && contexts.length > 0 ? (contexts as readonly string[]) : undefined;
}

function intersect(left: readonly string[] | undefined, right: readonly string[] | undefined): readonly string[] | undefined {
  if (!left || !right) return left ?? right;
  return left.filter((one) => right.includes(one));
}
