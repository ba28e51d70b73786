import { Alert, Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { IdentityProvider, Integration } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Icon } from '../components/icon.js';
import { Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { CredentialsSection } from './credentials-section.js';
import { HANDED_OVER } from './handed-over.js';
import { IntegrationPage } from './integration-layout.js';
import { type Place, providerQuery, useIntegrationChanged } from './integration-queries.js';
import type { OptionsSchema } from './options-fields.js';
import { SettingsFields, type SettingsValues } from './settings-fields.js';
import { settingsErrors, settingsRequest } from './settings-request.js';

const { editing } = texts.integrations;

/** The edit button of an integration: its SCIM credentials and its settings. */
export function EditPage() {
  return (
    <IntegrationPage>
      {(integration, place) => (
        <>
          <CredentialsSection integration={integration} place={place} />
          <SettingsSection integration={integration} place={place} />
        </>
      )}
    </IntegrationPage>
  );
}

function SettingsSection({ integration, place }: { integration: Integration; place: Place }) {
  const { data: provider, error, refetch } = useQuery(providerQuery(integration.provider));
  return (
    <Section title={editing.title}>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!provider && !error && <PageLoading />}
      {provider && <SettingsForm integration={integration} place={place} provider={provider} />}
    </Section>
  );
}

interface SettingsFormProps {
  readonly integration: Integration;
  readonly place: Place;
  readonly provider: IdentityProvider;
}

function SettingsForm({ integration, place, provider }: SettingsFormProps) {
  const [values, setValues] = useState(() => valuesOf(integration));
  const navigate = useNavigate();
  const announce = useAnnounce();
  const changed = useIntegrationChanged(place.accountId);
  const save = useMutation({
    mutationFn: () =>
      answerOf(api.PATCH('/api/v1/accounts/{accountId}/integrations/{id}', { params: { path: place }, body: settingsRequest(values) as never })),
    onSuccess: (after) => {
      changed(after);
      announce(editing.done);
      void navigate({ to: '/accounts/$accountId/settings/integrations/$integrationId', params: { accountId: place.accountId, integrationId: place.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <SettingsFields
        values={values}
        onChange={(change) => setValues({ ...values, ...change })}
        schema={provider.optionsSchema as unknown as OptionsSchema}
        errors={settingsErrors(save.error, values)}
        metadataRequired={false}
        kept={keptOf(integration, provider)}
        protocol={integration.protocol}
      />
      <div className="form-end">
        <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
          {editing.warning}
        </Alert>
        <ProblemNotice error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {texts.integrations.adding.submit}
          </Button>
        </Group>
      </div>
    </form>
  );
}

/** A secret is never shown, so what is left empty stays; and what comes by a link need not be known here. */
function keptOf({ protocol, issuer }: Integration, { optionsSchema }: IdentityProvider): readonly string[] {
  if (protocol === 'oidc' && issuer === null) return HANDED_OVER;
  const { properties } = optionsSchema as unknown as OptionsSchema;
  return Object.keys(properties).filter((name) => properties[name]?.format === 'password');
}

function valuesOf({ protocol, name, entityId, uniqueIdentifier, metadataUrl, options }: Integration): SettingsValues {
  const none = { metadataFrom: 'xml', metadataUrl: '', metadataXml: '' } as const;
  if (protocol === 'oidc') return { name, entityId: '', uniqueIdentifier, ...none, options };
  return { name, entityId, uniqueIdentifier, metadataFrom: metadataUrl === null ? 'xml' : 'url', metadataUrl: metadataUrl ?? '', metadataXml: '', options };
}
