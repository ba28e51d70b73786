import { Stack, TextInput } from '@mantine/core';
import { texts } from '../texts/index.js';

const { setup: words } = texts;

export interface ClientValues {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

interface ClientFieldsProps {
  readonly values: ClientValues;
  readonly onChange: (change: Partial<ClientValues>) => void;
  /** What is wrong with the issuer. */
  readonly issuerError: string | undefined;
}

/** What an OpenID provider's side knows: its issuer, and the client that was made there for this service. */
export function ClientFields({ values, onChange, issuerError }: ClientFieldsProps) {
  return (
    <Stack gap="md">
      <TextInput label={words.issuer} description={words.issuerHelp} error={issuerError} name="issuer" type="url" required maxLength={2_000} autoComplete="off" value={values.issuer} onChange={({ currentTarget }) => onChange({ issuer: currentTarget.value })} />
      <TextInput label={words.clientId} name="clientId" required maxLength={500} autoComplete="off" value={values.clientId} onChange={({ currentTarget }) => onChange({ clientId: currentTarget.value })} />
      <TextInput label={words.clientSecret} description={words.clientSecretHelp} name="clientSecret" type="password" required maxLength={2_000} autoComplete="off" value={values.clientSecret} onChange={({ currentTarget }) => onChange({ clientSecret: currentTarget.value })} />
    </Stack>
  );
}
