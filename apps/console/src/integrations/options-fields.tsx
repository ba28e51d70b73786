import { Checkbox, NativeSelect, Stack, TagsInput, TextInput } from '@mantine/core';
import { texts } from '../texts/index.js';

/** What the catalogue says about one option: JSON Schema, as the identity provider's plugin describes it. */
interface OptionSchema {
  readonly type: 'boolean' | 'string' | 'array';
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly format?: 'uri' | 'password';
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly example?: unknown;
}

export interface OptionsSchema {
  readonly properties: Readonly<Record<string, OptionSchema>>;
  readonly required: readonly string[];
}

export type OptionValues = Readonly<Record<string, unknown>>;

interface OptionsFieldsProps {
  readonly schema: OptionsSchema;
  readonly names: readonly string[];
  /** Those of them that may stay empty: what is stored stays. */
  readonly kept?: readonly string[];
  readonly values: OptionValues;
  readonly onChange: (values: OptionValues) => void;
}

/** A form made from what a plugin says it needs: a new identity provider changes nothing here. */
export function OptionsFields({ schema, names, kept = [], values, onChange }: OptionsFieldsProps) {
  return (
    <Stack gap="md">
      {names.map((name) => (
        <OptionField
          key={name}
          name={name}
          schema={schema.properties[name] as OptionSchema}
          required={schema.required.includes(name) && !kept.includes(name)}
          note={kept.includes(name) ? texts.integrations.settings.kept : undefined}
          value={values[name]}
          onChange={(value) => onChange({ ...values, [name]: value })}
        />
      ))}
    </Stack>
  );
}

interface OptionFieldProps {
  readonly name: string;
  readonly schema: OptionSchema;
  readonly required: boolean;
  readonly note: string | undefined;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function OptionField({ name, schema, required, note, value, onChange }: OptionFieldProps) {
  const common = { label: schema.title ?? name, description: [schema.description, note].filter(Boolean).join(' ') || undefined, name: `options.${name}`, required };
  if (schema.type === 'boolean') {
    return <Checkbox {...common} checked={value === true} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />;
  }
  if (schema.type === 'array') {
    return <TagsInput {...common} maxTags={schema.maxItems} value={(value as string[] | undefined) ?? []} onChange={onChange} placeholder={String(schema.example ?? '')} />;
  }
  if (schema.enum) {
    return <NativeSelect {...common} data={[...schema.enum]} value={String(value ?? schema.default ?? '')} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
  }
  return (
    <TextInput
      {...common}
      type={INPUT_TYPES[schema.format ?? 'text']}
      autoComplete="off"
      maxLength={schema.maxLength}
      placeholder={typeof schema.example === 'string' ? schema.example : undefined}
      value={(value as string | undefined) ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  );
}

const INPUT_TYPES = { uri: 'url', password: 'password', text: 'text' } as const;

/** The values that nobody has entered yet. */
export function defaultsOf({ properties }: OptionsSchema): OptionValues {
  return Object.fromEntries(Object.entries(properties).flatMap(([name, schema]) => (schema.default === undefined ? [] : [[name, schema.default]])));
}
