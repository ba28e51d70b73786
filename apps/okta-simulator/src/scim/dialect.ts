import type { AppUser } from '../org/app-user.js';
import type { DialectKey } from '../org/model.js';
import type { ScimResource, Send } from './wire.js';

/** A member as the client knows it: the service's id of the user, and the name to display. */
export interface Member {
  readonly id: string;
  readonly display: string;
}

export interface MembershipChange {
  readonly groupId: string;
  readonly name: string;
  /** Everybody who is to be in the group afterwards. */
  readonly all: readonly Member[];
  readonly added: readonly Member[];
  readonly removed: readonly Member[];
}

/** How one kind of provisioning client speaks. The names say what happens to people; the requests are the vendor's. */
export interface ScimDialect {
  readonly key: DialectKey;
  readonly name: string;
  /** Sent with every request, in this order, before Authorization and Content-Type. */
  readonly headers: readonly [string, string][];
  testConnection(send: Send): Promise<void>;
  findUser(send: Send, user: AppUser): Promise<ScimResource | undefined>;
  createUser(send: Send, user: AppUser): Promise<ScimResource>;
  /** Brings the stored user in step; `previous` is what was sent the last time, where known. Also reactivates. */
  updateUser(send: Send, id: string, user: AppUser, previous: AppUser | undefined): Promise<void>;
  deactivateUser(send: Send, id: string): Promise<void>;
  reactivateUser(send: Send, id: string): Promise<void>;
  /** When a person is deleted at the provider; Okta sends nothing then. */
  deleteUser?(send: Send, id: string): Promise<void>;
  findGroup(send: Send, name: string): Promise<ScimResource | undefined>;
  createGroup(send: Send, name: string, oktaId: string): Promise<ScimResource>;
  changeMembers(send: Send, change: MembershipChange): Promise<void>;
  renameGroup(send: Send, groupId: string, name: string): Promise<void>;
  deleteGroup(send: Send, groupId: string): Promise<void>;
}
