import type { Field } from './fields.js';
import type { Guide } from './guide.js';
import type { Hints } from './hints.js';
import type { IdentityAdvice } from './identity-advice.js';
import type { OpenIdStatements, Profile, SamlStatements } from './profile.js';

export type Protocol = 'saml' | 'oidc';

/** A picture of this service to upload at the vendor, in the form and size that the vendor takes. */
export interface Logo {
  readonly svg: string;
  /** Base64 of a PNG. */
  readonly png: string;
}

/** What every vendor describes of itself. */
interface Descriptor {
  /** Lower case letters, digits and dashes; stored with every integration, so it never changes. */
  readonly key: string;
  /** As the vendor writes itself. */
  readonly name: string;
  /** One sentence for the catalogue. */
  readonly summary: string;
  /** What people type when they look for it, beside the name. */
  readonly searchWords: readonly string[];
  readonly fields: readonly Field[];
  readonly guide: Guide;
  readonly hints: Hints;
  readonly identityAdvice: IdentityAdvice;
  readonly logo: Logo;
  readonly capabilities: Capabilities;
}

/** What a vendor can do beyond letting people in. Present means offered: the flows ask for the capability, never for the key. */
export interface Capabilities {
  /** A sign-in may begin here, at `/sso/login/<uniqueIdentifier>`. */
  readonly startsSignIn?: true;
  /** Signing out here may sign out there, and the other way round, at `/sso/logout/<uniqueIdentifier>`. */
  readonly singleLogout?: true;
  /** What the vendor exports of its users can be rehearsed: what provisioning them would do here. */
  readonly readsPeople?: ReadsPeople;
  /** The vendor may end all sessions of a person by a signed call from server to server. */
  readonly revokesTokens?: {
    /** `typ` of the token that such a call is signed with. */
    readonly tokenType: string;
    /** The fields of the plugin in which an administrator may enter what the token has to name as issuer and as subject. */
    readonly issuerOption?: string;
    readonly subjectOption?: string;
  };
}

/** Somebody of the vendor's list of users, as its provisioning client would send him. */
export interface ExportedPerson {
  /** A SCIM user (RFC 7643 §4.1). */
  readonly user: Readonly<Record<string, unknown>>;
  /** The client sends him only where he is known here already: it would take his access away, and makes nobody to do so. */
  readonly onlyWhereKnown: boolean;
}

/** Reads the lists of users that a vendor exports. Pure. Undefined: the entry is none of the vendor's. */
export interface ReadsPeople {
  /** An entry of the vendor's JSON. */
  readonly fromJson: (entry: Readonly<Record<string, unknown>>) => ExportedPerson | undefined;
  /** A row of the vendor's CSV, by the names in its first line. */
  readonly fromRow: (row: Readonly<Record<string, string>>) => ExportedPerson | undefined;
}

/** What a vendor or an administrator asks for beyond the protocol's rules. Nothing here can ask for less. */
export interface SamlNarrowing {
  readonly nameIdFormats?: readonly string[];
  readonly authnContexts?: readonly string[];
  /** Keys of expired certificates do not count. */
  readonly currentCertificatesOnly?: boolean;
  readonly encryptedOnly?: boolean;
  readonly signedResponseOnly?: boolean;
  /** A sign-in begins here: what the identity provider sends unasked is refused. */
  readonly requestedOnly?: boolean;
}

export interface SamlIdentityProvider extends Descriptor {
  readonly protocol: 'saml';
  readonly narrowing: SamlNarrowing;
  /** Pure. @throws Problem `saml_response_invalid` where what is there contradicts itself */
  readProfile(assertion: SamlStatements): Profile;
}

export interface OpenIdIdentityProvider extends Descriptor {
  readonly protocol: 'oidc';
  /** Pure. */
  readProfile(statements: OpenIdStatements): Profile;
}

/** A plugin: data and pure functions, no state. */
export type IdentityProvider = SamlIdentityProvider | OpenIdIdentityProvider;

/** Declares a plugin: checked against the contract by the compiler, frozen to its leaves. */
export function defineIdentityProvider<Provider extends IdentityProvider>(provider: Provider): Readonly<Provider> {
  return freezeDeeply(provider);
}

function freezeDeeply<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freezeDeeply);
  }
  return value;
}
