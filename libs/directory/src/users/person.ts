import type { Actor } from '@app/audit';
import type { UserEntity } from '@app/persistence';
import type { ApiKeyScope, Role } from '../permissions.js';

/** A provisioning client changes a user or group. */
export interface ProvisioningContext {
  readonly accountId: string;
  readonly integrationId: string;
  readonly actor: Actor;
}

/** Somebody changes a user or group by the admin API (or the service does by itself): the rights are looked at. */
export interface AdministrationContext {
  readonly accountId: string;
  readonly integrationId: null;
  /** The caller's effective rights. */
  readonly rights: { readonly role: Role; readonly staff: boolean; readonly scopes?: readonly ApiKeyScope[] };
  readonly actor: Actor;
}

/** On whose behalf a user or group is changed. */
export type ChangeContext = ProvisioningContext | AdministrationContext;

/** One e-mail address of a user as it was sent (RFC 7643 §4.1.2). */
export interface EmailAddress {
  readonly value: string;
  readonly type?: string | null;
  readonly display?: string | null;
  readonly primary?: boolean;
}

/** What a provisioning client and the admin API may both say about a person. Null is no value. */
export interface PersonAttributes {
  readonly userName: string;
  /** All addresses, in their order; the primary one is that marked so, else the first. */
  readonly emails: readonly EmailAddress[];
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly displayName: string | null;
  readonly active: boolean;
  /** `moovingon_ai_admin`. */
  readonly admin: boolean;
  readonly firstPhone: string | null;
  readonly secondPhone: string | null;
  /** The other SCIM attributes as sent, without the ones above; replaced as a whole. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of the integration that asks; without one it is left out. */
  readonly externalId: string | null;
}

/** What the admin API alone may say. From a provisioning client it is a defect, and refused. */
export interface LocalAttributes {
  readonly owner: boolean;
  readonly staff: boolean;
  /** Null takes the password sign-in away. Hash it before the unit of work: {@link PasswordHashing.hash}. */
  readonly passwordHash: string | null;
  readonly signInEmail: string | null;
}

export type NewPerson = Pick<PersonAttributes, 'userName'> & Partial<PersonAttributes> & Partial<LocalAttributes>;

/** What is absent (or undefined) stays as it is. */
export type PersonChanges = Partial<PersonAttributes> & Partial<LocalAttributes>;

/** Changes, or a function that makes them from the user as he is while nobody else can change him. */
export type PersonChangesOf = PersonChanges | ((current: CurrentPerson) => PersonChanges);

export interface CurrentPerson {
  readonly user: UserEntity;
  /** What the integration that asks calls him. */
  readonly externalId: string | null;
}

export interface ChangeOptions {
  /** If-Match: `version_mismatch` (412) where the user has another version. */
  readonly expectedVersion?: number | readonly number[];
  /** Whether the changes may well take the user's access away: then the brake is asked for together with the user. */
  readonly mayDeactivate?: boolean | undefined;
  /** With a new password the sessions opened by the old one end, but for this one. */
  readonly keepSessionId?: string | undefined;
}

/** An attribute that was invalid and stayed as it was, because the request took the user's access away. */
export interface KeptAttribute {
  readonly attribute: 'userName' | 'emails' | 'givenName' | 'familyName' | 'displayName' | 'firstPhone' | 'secondPhone' | 'externalId' | 'attributes';
  readonly detail: string;
}

/** A user after a change. */
export interface PersonOutcome {
  readonly user: UserEntity;
  readonly externalId: string | null;
  /** False where everything was so already: then nothing was written and the version is the same. */
  readonly changed: boolean;
  readonly kept: readonly KeptAttribute[];
}

/** The role that is stored: what it amounts to in a session depends on how that was opened. */
export function roleOf({ owner, admin }: Pick<UserEntity, 'owner' | 'admin'>): Role {
  if (owner) return 'owner';
  return admin ? 'admin' : 'member';
}
