import { Alert, Button, Group, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAccount } from '../accounts/account-queries.js';
import { answerOf, api } from '../api/client.js';
import type { Guide, IdentityProvider } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { TextLink } from '../components/links.js';
import { Page, Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { RefusedPage } from '../components/refused-page.js';
import { texts } from '../texts/index.js';
import { GuideSectionSteps } from './guide-steps.js';
import { providerGuideQuery, providerQuery, useIntegrationChanged } from './integration-queries.js';
import { defaultsOf, type OptionsSchema } from './options-fields.js';
import { SettingsFields, type SettingsValues } from './settings-fields.js';
import { settingsErrors, settingsRequest } from './settings-request.js';
import { suggestIdentifier } from './suggest-identifier.js';

const { adding } = texts.integrations;

/** Add Okta (or whatever the catalogue has): what is done there first, then what is entered here. */
export function AddIntegrationPage() {
  const { accountId, provider: key } = useParams({ from: '/signed-in/accounts/$accountId/settings/integrations/add/$provider' });
  const provider = useQuery(providerQuery(key));
  const guide = useQuery(providerGuideQuery(key));
  const account = useAccount(accountId);
  const error = account.error ?? provider.error ?? guide.error;
  if (error) return <RefusedPage error={error} onRetry={() => void Promise.all([account.refetch(), provider.refetch(), guide.refetch()])} />;
  if (account.name === undefined || !provider.data || !guide.data) return <PageLoading />;
  return <AddIntegration accountId={accountId} accountName={account.name} provider={provider.data} guide={guide.data} />;
}

interface AddIntegrationProps {
  readonly accountId: string;
  readonly accountName: string;
  readonly provider: IdentityProvider;
  readonly guide: Guide;
}

function AddIntegration({ accountId, accountName, provider, guide }: AddIntegrationProps) {
  const schema = provider.optionsSchema as unknown as OptionsSchema;
  const acsUrl = `${new URL(provider.logoUrl).origin}/sso/acs/`;
  const [identifier, setIdentifier] = useState(() => suggestIdentifier(accountName));
  const [values, setValues] = useState<SettingsValues>(() => ({ ...EMPTY, ...namesFor(provider.protocol, acsUrl, identifier), options: defaultsOf(schema) }));
  const choose = (chosen: string) => {
    setIdentifier(chosen);
    setValues((current) => ({ ...current, ...namesFor(provider.protocol, acsUrl, chosen) }));
  };
  const navigate = useNavigate();
  const announce = useAnnounce();
  const changed = useIntegrationChanged(accountId);
  const add = useMutation({
    mutationFn: () => {
      const body = { provider: provider.key, ...settingsRequest(values) };
      return answerOf(api.POST('/api/v1/accounts/{accountId}/integrations', { params: { path: { accountId } }, body: body as never }));
    },
    onSuccess: (integration) => {
      changed(integration);
      announce(adding.done(integration.name));
      void navigate({ to: '/accounts/$accountId/settings/integrations/$integrationId', params: { accountId, integrationId: integration.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Page
      title={adding.title(provider.name)}
      introduction={adding.introduction(provider.name)}
      above={
        <TextLink to="/accounts/$accountId/settings/integrations/add" params={{ accountId }}>
          {texts.catalogue.title}
        </TextLink>
      }
    >
      <Section title={adding.identifier}>
        <TextInput
          label={adding.identifierLabel}
          description={adding.identifierHelp}
          value={identifier}
          autoComplete="off"
          onChange={({ currentTarget }) => choose(currentTarget.value.trim())}
        />
      </Section>
      {sectionsBeforeHere(guide).map((section) => (
        <Section key={section.id} title={section.title}>
          <GuideSectionSteps section={section} standIns={{ '<unique_identifier>': identifier }} logo={provider} />
        </Section>
      ))}
      <Section title={adding.enter}>
        <form onSubmit={submit}>
          <SettingsFields
            values={values}
            onChange={(change) => setValues({ ...values, ...change })}
            schema={schema}
            errors={settingsErrors(add.error, values)}
            metadataRequired
            protocol={provider.protocol}
          />
          <Group mt="md" wrap="nowrap" align="flex-start">
            <Switch disabled label={texts.integrations.scim.option} description={adding.scimLater} />
          </Group>
          <div className="form-end">
            <ProblemNotice error={add.error} />
            <Alert color="gray" variant="light">
              {adding.next}
            </Alert>
            <Group>
              <Button type="submit" loading={add.isPending}>
                {adding.submit}
              </Button>
            </Group>
          </div>
        </form>
      </Section>
    </Page>
  );
}

const EMPTY: SettingsValues = { name: '', entityId: '', uniqueIdentifier: '', metadataFrom: 'url', metadataUrl: '', metadataXml: '', options: {} };

/** SAML's entity ID says the unique identifier; OpenID Connect has it by itself. */
function namesFor(protocol: IdentityProvider['protocol'], acsUrl: string, identifier: string): Pick<SettingsValues, 'entityId' | 'uniqueIdentifier'> {
  return protocol === 'oidc' ? { entityId: '', uniqueIdentifier: identifier } : { entityId: acsUrl + identifier, uniqueIdentifier: '' };
}

/** What is to be done at the identity provider before anything is entered here. */
function sectionsBeforeHere({ sections }: Guide) {
  const here = sections.findIndex(({ place }) => place === 'here');
  return sections.slice(0, here === -1 ? sections.length : here);
}
