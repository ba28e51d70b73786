import { CORE_USER, type Application } from './application.js';
import type { AssignmentProfile, Person, ProfileAttribute } from './model.js';

/** The application's user profile as the mappings *Okta to App* make it: what provisioning sends, in no dialect yet. */
export interface AppUser {
  /** Okta's user id: SCIM `externalId`. */
  readonly oktaId: string;
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  /** `phoneNumbers` by Okta's default mapping: any text. */
  readonly primaryPhone?: string;
  /** Profile Editor attributes by external name. `undefined`: Okta has no value; `''`: the value was cleared. */
  readonly custom: Readonly<Record<string, boolean | string>>;
}

/** The application username: the SAML NameID and the SCIM userName. */
export function applicationUsername(person: Person, application: Application): string {
  return person.profile[application.saml.applicationUsername];
}

export function appUserOf(person: Person, assignment: AssignmentProfile, application: Application): AppUser {
  const { profile } = person;
  return {
    oktaId: person.id,
    userName: applicationUsername(person, application),
    email: profile.email,
    givenName: profile.firstName,
    familyName: profile.lastName,
    displayName: `${profile.firstName} ${profile.lastName}`,
    primaryPhone: profile.primaryPhone,
    custom: customAttributes(person, assignment, application),
  };
}

function customAttributes(
  person: Person,
  assignment: AssignmentProfile,
  application: Application,
): Record<string, boolean | string> {
  const sent: Record<string, boolean | string> = {};
  for (const row of application.profileAttributes) {
    const value = valueOf(row, person, assignment, application);
    if (value !== undefined && row.externalName && row.externalNamespace === CORE_USER) sent[row.externalName] = value;
  }
  return sent;
}

function valueOf(
  row: ProfileAttribute,
  person: Person,
  assignment: AssignmentProfile,
  application: Application,
): boolean | string | undefined {
  const pushed = application.provisioning.phones === 'pushed';
  switch (row.variableName) {
    case 'moovingon_ai_admin':
      return assignment.moovingon_ai_admin;
    case 'firstPhone':
      return pushed ? person.profile.mobilePhone : person.profile.firstPhone;
    case 'secondPhone':
      return pushed ? person.profile.primaryPhone : person.profile.secondPhone;
    default:
      return person.profile.custom?.[row.variableName];
  }
}
