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
  oidc: [
    {
      kind: 'url',
      name: 'issuer',
      label: 'Issuer',
      description: "The provider's issuer, or the address of its OpenID configuration (which ends in /.well-known/openid-configuration).",
      required: true,
      example: 'https://login.example.com',
      maxLength: 2_000,
      asked: true,
    },
    { kind: 'text', name: 'clientId', label: 'Client ID', description: 'The name that this service has at the provider.', required: true, example: '0oa1b2c3d4e5f6g7h8i9', maxLength: 500 },
    { kind: 'secret', name: 'clientSecret', label: 'Client secret', description: 'What this service proves itself to the provider with; stored sealed and never shown again.', required: true, example: 'a secret of the provider', maxLength: 2_000 },
    {
      kind: 'choice',
      name: 'nameClaim',
      label: 'Who signs in',
      description: "The claim that is looked up as userName or primary e-mail address: the e-mail address where the provider has verified it, the user name at the provider, or its own identifier (sub).",
      choices: [
        { value: 'email', label: 'E-mail address, verified by the provider' },
        { value: 'preferred_username', label: 'User name (preferred_username)' },
        { value: 'sub', label: 'Identifier (sub)' },
      ],
      default: 'email',
    },
    flag('forceAuthn', 'Ask for a fresh sign-in', 'The provider has to authenticate the person anew when a sign-in begins here (prompt=login).'),
  ],
};

/** Everything that `options` of an integration of this provider may hold. */
export function fieldsOf(provider: Pick<IdentityProvider, 'protocol' | 'fields'>): readonly Field[] {
  return [...PROTOCOL_FIELDS[provider.protocol], ...provider.fields];
}

/** What only the identity provider's side knows, and hands over: of SAML nothing but the metadata. */
export function handedOverFieldsOf(protocol: Protocol): readonly Field[] {
  return PROTOCOL_FIELDS[protocol].filter((field) => 'required' in field && field.required);
}

/** The same as {@link fieldsOf}, while that is still to come. */
export function fieldsBeforeHandOver(provider: Pick<IdentityProvider, 'protocol' | 'fields'>): readonly Field[] {
  const later = new Set(handedOverFieldsOf(provider.protocol));
  return fieldsOf(provider).map((field) => (later.has(field) ? ({ ...field, required: false } as Field) : field));
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
