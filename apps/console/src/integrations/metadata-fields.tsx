import { Button, FileButton, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { texts } from '../texts/index.js';

const { settings } = texts.integrations;

export interface MetadataValues {
  readonly metadataFrom: 'url' | 'xml' | 'later';
  readonly metadataUrl: string;
  readonly metadataXml: string;
}

interface MetadataFieldsProps {
  readonly values: MetadataValues;
  readonly onChange: (change: Partial<MetadataValues>) => void;
  readonly errors: Readonly<Record<string, string>>;
  readonly required: boolean;
  /** Whether it may come later. */
  readonly mayWait?: boolean;
}

/** The identity provider's metadata: its address, or the document. */
export function MetadataFields({ values, onChange, errors, required, mayWait = false }: MetadataFieldsProps) {
  const label = useId();
  return (
    <Stack gap="xs" role="group" aria-labelledby={label}>
      <span id={label}>{settings.metadata}</span>
      <SegmentedControl
        data={[
          { value: 'url', label: settings.metadataUrl },
          { value: 'xml', label: settings.metadataXml },
          ...(mayWait ? [{ value: 'later', label: settings.metadataLater }] : []),
        ]}
        value={values.metadataFrom}
        onChange={(metadataFrom) => onChange({ metadataFrom: metadataFrom as MetadataValues['metadataFrom'] })}
        aria-labelledby={label}
      />
      {values.metadataFrom === 'url' && <AddressField values={values} onChange={onChange} errors={errors} required={required} />}
      {values.metadataFrom === 'xml' && <DocumentField values={values} onChange={onChange} errors={errors} required={required} />}
      {values.metadataFrom === 'later' && <Text size="sm">{settings.metadataLaterHelp}</Text>}
    </Stack>
  );
}

function AddressField({ values, onChange, errors, required }: MetadataFieldsProps) {
  return (
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
  );
}

function DocumentField({ values, onChange, errors, required }: MetadataFieldsProps) {
  const readFile = async (file: File | null) => file && onChange({ metadataXml: await file.text() });
  return (
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
  );
}
