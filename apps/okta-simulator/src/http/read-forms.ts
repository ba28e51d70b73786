import type {
  AssignmentProfile,
  DialectKey,
  NameIdFormat,
  PersonProfile,
  ProvisioningSettings,
  SamlSettings,
  ScimCredentials,
} from '../org/model.js';

/** The fields of a posted form. */
export type Fields = Readonly<Record<string, string | undefined>>;

export function samlSettingsOf(fields: Fields): Partial<SamlSettings> {
  return {
    singleSignOnUrl: fields['singleSignOnUrl'],
    audience: fields['audience'],
    defaultRelayState: fields['defaultRelayState'],
    nameIdFormat: fields['nameIdFormat'] as NameIdFormat,
    applicationUsername: fields['applicationUsername'] as SamlSettings['applicationUsername'],
    signResponse: fields['signResponse'] === 'true' || fields['signAssertion'] !== 'true',
    signAssertion: fields['signAssertion'] === 'true',
    signatureAlgorithm: fields['signatureAlgorithm'] as SamlSettings['signatureAlgorithm'],
    attributeStatements: statementsOf(fields['attributeStatements'] ?? ''),
  };
}

function statementsOf(text: string): SamlSettings['attributeStatements'] {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  return pairs.flatMap(([name, value]) => (name && value ? [{ name, value: value as keyof PersonProfile }] : []));
}

/** An empty secret keeps the one that is stored. */
export function provisioningSettingsOf(fields: Fields, stored: ProvisioningSettings): Partial<ProvisioningSettings> {
  const ticked = (name: string) => fields[name] === 'true';
  return {
    enabled: ticked('enabled') || fields['then'] === 'test',
    baseUrl: fields['baseUrl'],
    uniqueIdentifierField: fields['uniqueIdentifierField'],
    credentials: credentialsOf(fields, stored.credentials),
    createUsers: ticked('createUsers'),
    updateUserAttributes: ticked('updateUserAttributes'),
    deactivateUsers: ticked('deactivateUsers'),
    dialect: fields['dialect'] as DialectKey,
    phones: fields['phones'] as ProvisioningSettings['phones'],
  };
}

function credentialsOf(fields: Fields, stored: ScimCredentials): ScimCredentials {
  const secret = fields['secret'] || (stored.mode === 'basic' ? stored.password : stored.token);
  if (fields['mode'] === 'bearer') return { mode: 'bearer', token: secret };
  return { mode: 'basic', username: fields['username'] ?? '', password: secret };
}

export function assignmentProfileOf(fields: Fields): AssignmentProfile {
  const value = fields['moovingon_ai_admin'];
  return value ? { moovingon_ai_admin: value === 'true' } : {};
}

const PROFILE_FIELDS = [
  'login',
  'email',
  'firstName',
  'lastName',
  'mobilePhone',
  'primaryPhone',
  'firstPhone',
  'secondPhone',
] as const;

/** The profile as the form has it; what the form does not have stays absent. */
export function profileOf(fields: Fields): PersonProfile {
  const entries = PROFILE_FIELDS.filter((name) => fields[name] !== undefined).map((name) => [
    name,
    fields[name]?.trim(),
  ]);
  return Object.fromEntries(entries) as unknown as PersonProfile;
}
