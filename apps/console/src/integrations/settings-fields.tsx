import { Stack, TextInput } from '@mantine/core';
import { ExpandableFields } from '../components/expandable-fields.js';
import { texts } from '../texts/index.js';
import { ClientSource } from './client-source.js';
import { HANDED_OVER } from './handed-over.js';
import { MetadataFields, type MetadataValues } from './metadata-fields.js';
import { type OptionsSchema, OptionsFields, type OptionValues } from './options-fields.js';

const { settings } = texts.integrations;

export interface SettingsValues extends MetadataValues {
  readonly name: string;
  readonly entityId: string;
  readonly uniqueIdentifier: string;
  readonly options: OptionValues;
}

interface SettingsFieldsProps {
  readonly values: SettingsValues;
  readonly onChange: (change: Partial<SettingsValues>) => void;
  readonly schema: OptionsSchema;
  /** The members that the service has refused, with its words. */
  readonly errors: Readonly<Record<string, string>>;
  /** A new integration needs it, or says that it comes later. */
  readonly metadataRequired: boolean;
  /** Options that may stay empty although they are required: what is stored, or comes by a link, stays. */
  readonly kept?: readonly string[];
  /** OpenID Connect has neither entity ID nor metadata: its issuer is one of the options. */
  readonly protocol: 'saml' | 'oidc';
}

/** What is entered for an integration: the common fields, then those of its identity provider. */
export function SettingsFields({ values, onChange, schema, errors, metadataRequired, kept = [], protocol }: SettingsFieldsProps) {
  const isLater = protocol === 'oidc' && values.metadataFrom === 'later';
  const required = Object.keys(schema.properties).filter((name) => schema.required.includes(name) && !(isLater && HANDED_OVER.includes(name)));
  const others = Object.keys(schema.properties).filter((name) => !schema.required.includes(name));
  return (
    <Stack gap="md">
      {protocol === 'saml' && (
        <TextInput
          label={settings.entityId}
          description={settings.entityIdHelp}
          error={errors.entityId}
          name="entityId"
          required
          autoComplete="off"
          value={values.entityId}
          onChange={({ currentTarget }) => onChange({ entityId: currentTarget.value })}
        />
      )}
      <TextInput
        label={settings.uniqueIdentifier}
        description={protocol === 'saml' ? settings.uniqueIdentifierHelp : undefined}
        error={errors.uniqueIdentifier}
        name="uniqueIdentifier"
        autoComplete="off"
        value={values.uniqueIdentifier}
        onChange={({ currentTarget }) => onChange({ uniqueIdentifier: currentTarget.value })}
      />
      {protocol === 'saml' && <MetadataFields values={values} onChange={onChange} errors={errors} required={metadataRequired} mayWait={metadataRequired} />}
      {protocol === 'oidc' && metadataRequired && <ClientSource isLater={isLater} onChange={(later) => onChange({ metadataFrom: later ? 'later' : 'url' })} />}
      <OptionsFields schema={schema} names={required} kept={kept} values={values.options} onChange={(options) => onChange({ options })} />
      <ExpandableFields title={settings.more}>
        <TextInput
          label={settings.name}
          description={settings.nameHelp}
          error={errors.name}
          name="name"
          autoComplete="off"
          value={values.name}
          onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        />
        <OptionsFields schema={schema} names={others} values={values.options} onChange={(options) => onChange({ options })} />
      </ExpandableFields>
    </Stack>
  );
}
