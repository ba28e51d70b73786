import { FileButton, Button, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { ExpandableFields } from '../components/expandable-fields.js';
import { texts } from '../texts/index.js';
import { type OptionsSchema, OptionsFields, type OptionValues } from './options-fields.js';

const { settings } = texts.integrations;

export interface SettingsValues {
  readonly name: string;
  readonly entityId: string;
  readonly uniqueIdentifier: string;
  readonly metadataFrom: 'url' | 'xml';
  readonly metadataUrl: string;
  readonly metadataXml: string;
  readonly options: OptionValues;
}

interface SettingsFieldsProps {
  readonly values: SettingsValues;
  readonly onChange: (change: Partial<SettingsValues>) => void;
  readonly schema: OptionsSchema;
  /** The members that the service has refused, with its words. */
  readonly errors: Readonly<Record<string, string>>;
  readonly metadataRequired: boolean;
  /** OpenID Connect has neither entity ID nor metadata: its issuer is one of the options. */
  readonly protocol: 'saml' | 'oidc';
}

/** What is entered for an integration: the common fields, then those of its identity provider. */
export function SettingsFields({ values, onChange, schema, errors, metadataRequired, protocol }: SettingsFieldsProps) {
  const required = Object.keys(schema.properties).filter((name) => schema.required.includes(name));
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
      {protocol === 'saml' && <MetadataFields values={values} onChange={onChange} errors={errors} required={metadataRequired} />}
      <OptionsFields schema={schema} names={required} values={values.options} onChange={(options) => onChange({ options })} />
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

type MetadataFieldsProps = Pick<SettingsFieldsProps, 'values' | 'onChange' | 'errors'> & { readonly required: boolean };

function MetadataFields({ values, onChange, errors, required }: MetadataFieldsProps) {
  const label = useId();
  const readFile = async (file: File | null) => file && onChange({ metadataXml: await file.text() });
  return (
    <Stack gap="xs" role="group" aria-labelledby={label}>
      <span id={label}>{settings.metadata}</span>
      <SegmentedControl
        data={[
          { value: 'url', label: settings.metadataUrl },
          { value: 'xml', label: settings.metadataXml },
        ]}
        value={values.metadataFrom}
        onChange={(metadataFrom) => onChange({ metadataFrom: metadataFrom as 'url' | 'xml' })}
        aria-labelledby={label}
      />
      {values.metadataFrom === 'url' ? (
        <TextInput
          label={settings.metadataUrl}
          description={settings.metadataUrlHelp}
          error={errors.metadataUrl}
          name="metadataUrl"
          type="url"
          required={required}
          autoComplete="off"
          value={values.metadataUrl}
          onChange={({ currentTarget }) => onChange({ metadataUrl: currentTarget.value })}
        />
      ) : (
        <>
          <Textarea
            label={settings.metadataXml}
            description={settings.metadataXmlHelp}
            error={errors.metadataXml}
            name="metadataXml"
            required={required}
            rows={8}
            spellCheck={false}
            value={values.metadataXml}
            onChange={({ currentTarget }) => onChange({ metadataXml: currentTarget.value })}
          />
          <div>
            <FileButton onChange={(file) => void readFile(file)} accept=".xml,application/xml,text/xml,application/samlmetadata+xml">
              {(button) => (
                <Button {...button} variant="default" size="xs">
                  {settings.metadataFile}
                </Button>
              )}
            </FileButton>
          </div>
        </>
      )}
    </Stack>
  );
}
