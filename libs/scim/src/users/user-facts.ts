import type { ScimUserRow, UserEntity } from '@app/persistence';
import type { UserResource } from '../protocol/index.js';

/** What the JSON document of a user holds: every attribute of the schemas that has no column, and the e-mail addresses. */
export type StoredAttributes = Omit<UserResource, 'schemas'>;

/** A user as stored, however it was read. */
export interface UserFacts extends Pick<UserEntity, 'id' | 'userName' | 'email' | 'givenName' | 'familyName' | 'displayName' | 'active' | 'admin' | 'firstPhone' | 'secondPhone' | 'version' | 'createdAt' | 'updatedAt'> {
  readonly externalId: string | null;
  readonly attributes: StoredAttributes;
}

export function factsOfRow(row: ScimUserRow): UserFacts {
  return {
    id: row.id,
    externalId: row.external_id,
    userName: row.user_name,
    email: row.email,
    givenName: row.given_name,
    familyName: row.family_name,
    displayName: row.display_name,
    active: Boolean(row.active),
    admin: Boolean(row.admin),
    firstPhone: row.first_phone,
    secondPhone: row.second_phone,
    attributes: JSON.parse(row.attributes) as StoredAttributes,
    version: Number(row.version),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}

export function factsOf({ user, externalId }: { readonly user: UserEntity; readonly externalId: string | null }): UserFacts {
  return { ...user, externalId, attributes: user.attributes as StoredAttributes };
}
