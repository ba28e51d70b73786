import { NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { isProblem } from '../api/problem.js';
import { mayOverrule } from '../session/rights.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';

const { people } = texts;

export interface PersonValues {
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly firstPhone: string;
  readonly secondPhone: string;
  readonly role: 'member' | 'admin' | 'owner';
  readonly active: boolean;
}

type TextMember = Exclude<keyof PersonValues, 'role' | 'active'>;

const TEXTS: readonly { readonly name: TextMember; readonly type: string; readonly help?: string; readonly required?: boolean }[] = [
  { name: 'email', type: 'email', help: people.emailHelp, required: true },
  { name: 'userName', type: 'text', help: people.userNameHelp },
  { name: 'givenName', type: 'text' },
  { name: 'familyName', type: 'text' },
  { name: 'firstPhone', type: 'tel', help: people.phoneHelp },
  { name: 'secondPhone', type: 'tel' },
];

interface PersonFieldsProps {
  readonly values: PersonValues;
  readonly onChange: (change: Partial<PersonValues>) => void;
  readonly error: unknown;
}

/** What may be said about a person by hand. */
export function PersonFields({ values, onChange, error }: PersonFieldsProps) {
  const isOwnersToGive = mayOverrule(useSession());
  const roles = (['member', 'admin', 'owner'] as const).filter((role) => role !== 'owner' || isOwnersToGive || values.role === 'owner');
  return (
    <Stack gap="md">
      {TEXTS.map(({ name, type, help, required }) => (
        <TextInput
          key={name}
          label={people.fields[name]}
          description={help}
          name={name}
          type={type}
          required={required}
          autoComplete="off"
          error={errorOf(error, name)}
          value={values[name]}
          onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
        />
      ))}
      <NativeSelect
        label={people.fields.role}
        description={people.roleHelp}
        name="role"
        value={values.role}
        onChange={({ currentTarget }) => onChange({ role: currentTarget.value as PersonValues['role'] })}
        data={roles.map((role) => ({ value: role, label: texts.roles[role] }))}
      />
      <Switch label={people.fields.active} description={people.activeHelp} checked={values.active} onChange={({ currentTarget }) => onChange({ active: currentTarget.checked })} />
    </Stack>
  );
}

/** What the service has said about one member of the request. */
function errorOf(error: unknown, name: string): string | undefined {
  if (!isProblem(error) || !Array.isArray(error.members.errors)) return undefined;
  const errors = error.members.errors as readonly { pointer?: string; detail?: string }[];
  return errors.find(({ pointer }) => pointer === `/${name}`)?.detail;
}

/** As the API takes it: an empty text is no value. */
export function personRequest({ userName, email, givenName, familyName, firstPhone, secondPhone, role, active }: PersonValues) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    ...(userName.trim() === '' ? {} : { userName: userName.trim() }),
    ...{ email: orNull(email), givenName: orNull(givenName), familyName: orNull(familyName) },
    ...{ firstPhone: orNull(firstPhone), secondPhone: orNull(secondPhone), role, active },
  };
}
