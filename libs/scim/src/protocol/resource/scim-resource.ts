import type { ENTERPRISE_USER } from '../schema/schema-definition.js';

/** A resource as JSON: attributes in canonical spelling, nothing null, nothing empty. */
export type ScimResource = Record<string, unknown>;

export interface Meta {
  readonly resourceType: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly lastModified: string;
  readonly location: string;
  /** Equal to the ETag, such as `W/"3"`. */
  readonly version: string;
}

/** An entry of emails, phoneNumbers, roles, …; addresses have other sub-attributes. */
export interface MultiValue {
  value?: string;
  display?: string;
  type?: string;
  primary?: boolean;
}

export interface Address {
  formatted?: string;
  streetAddress?: string;
  locality?: string;
  region?: string;
  postalCode?: string;
  country?: string;
  type?: string;
  primary?: boolean;
}

export interface PersonName {
  formatted?: string;
  familyName?: string;
  givenName?: string;
  middleName?: string;
  honorificPrefix?: string;
  honorificSuffix?: string;
}

export interface EnterpriseUser {
  employeeNumber?: string;
  costCenter?: string;
  organization?: string;
  division?: string;
  department?: string;
  manager?: { value?: string; $ref?: string; displayName?: string };
}

/** A member of a group, or a group of a user. */
export interface ResourceLink {
  value: string;
  $ref?: string;
  display?: string;
  type?: string;
}

/** A user as it is read and sent; which attributes a client may write is said by the schema. */
export interface UserResource {
  schemas: string[];
  id?: string;
  externalId?: string;
  meta?: Meta;
  userName?: string;
  name?: PersonName;
  displayName?: string;
  nickName?: string;
  profileUrl?: string;
  title?: string;
  userType?: string;
  preferredLanguage?: string;
  locale?: string;
  timezone?: string;
  active?: boolean;
  emails?: MultiValue[];
  phoneNumbers?: MultiValue[];
  ims?: MultiValue[];
  photos?: MultiValue[];
  addresses?: Address[];
  groups?: ResourceLink[];
  entitlements?: MultiValue[];
  roles?: MultiValue[];
  x509Certificates?: MultiValue[];
  email?: string;
  moovingon_ai_admin?: boolean;
  firstPhone?: string;
  secondPhone?: string;
  [ENTERPRISE_USER]?: EnterpriseUser;
}

export interface GroupResource {
  schemas: string[];
  id?: string;
  externalId?: string;
  meta?: Meta;
  displayName?: string;
  members?: ResourceLink[];
}
