/** What an Okta organisation knows, reduced to what this application's set-up touches. */

export type PersonStatus = 'ACTIVE' | 'SUSPENDED' | 'DEPROVISIONED';

/** A person's profile in Universal Directory. The two custom attributes are those that the guide adds under *To Okta*. */
export interface PersonProfile {
  login: string;
  email: string;
  firstName: string;
  lastName: string;
  /** Okta's own phone attributes: any text. */
  mobilePhone?: string;
  primaryPhone?: string;
  /** The person edits these on the dashboard (User Permission *Read-Write*). */
  firstPhone?: string;
  secondPhone?: string;
  /** Further attributes by variable name. */
  custom?: Record<string, string>;
}

export interface Person {
  readonly id: string;
  profile: PersonProfile;
  status: PersonStatus;
}

export interface Group {
  readonly id: string;
  name: string;
  readonly memberIds: Set<string>;
}

/** Attributes of the application's user profile that an assignment may set; absent means that Okta has no value. */
export interface AssignmentProfile {
  moovingon_ai_admin?: boolean;
}

export type DataType = 'boolean' | 'string';

/** A row of the Profile Editor. */
export interface ProfileAttribute {
  displayName: string;
  variableName: string;
  dataType: DataType;
  externalName?: string;
  /** Absent where the attribute was made before provisioning was switched on: Okta then never sends it, silently. */
  externalNamespace?: string;
  maxLength?: number;
}

export type NameIdFormat = 'unspecified' | 'emailAddress' | 'persistent' | 'transient';

/** The *Configure SAML* page of the App Integration Wizard. */
export interface SamlSettings {
  singleSignOnUrl: string;
  audience: string;
  defaultRelayState: string;
  nameIdFormat: NameIdFormat;
  applicationUsername: 'login' | 'email';
  attributeStatements: { name: string; value: keyof PersonProfile }[];
  signResponse: boolean;
  signAssertion: boolean;
  signatureAlgorithm: 'RSA_SHA256' | 'RSA_SHA1';
}

export type DialectKey = 'okta-wizard' | 'okta-catalogue' | 'entra';

export type ScimCredentials = { mode: 'basic'; username: string; password: string } | { mode: 'bearer'; token: string };

/** The *Provisioning* tab: Integration and *To App*. */
export interface ProvisioningSettings {
  enabled: boolean;
  baseUrl: string;
  uniqueIdentifierField: string;
  credentials: ScimCredentials;
  createUsers: boolean;
  updateUserAttributes: boolean;
  deactivateUsers: boolean;
  dialect: DialectKey;
  /** Where `firstPhone` and `secondPhone` come from: the person's own entries (recommended), or Okta's mobile and primary phone. */
  phones: 'self-service' | 'pushed';
}
