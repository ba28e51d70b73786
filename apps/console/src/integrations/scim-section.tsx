import { Alert, Button, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Integration } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { CopyValue } from '../components/copy-value.js';
import { Confirmation } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { Icon } from '../components/icon.js';
import { TextLink } from '../components/links.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { mayOverrule } from '../session/rights.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';
import { type Place, useIntegrationChanged } from './integration-queries.js';

const { scim } = texts.integrations;

interface ScimSectionProps {
  readonly integration: Integration;
  readonly place: Place;
}

type Asked = 'off' | 'force' | undefined;

/** The SCIM switch. It says why it is locked, and unlocks when the first sign-in arrives. */
export function ScimSection({ integration, place }: ScimSectionProps) {
  const session = useSession();
  const [asked, ask] = useState<Asked>();
  const announce = useAnnounce();
  const changed = useIntegrationChanged(place.accountId);
  const change = useMutation({
    mutationFn: (body: { enabled: boolean; force?: boolean }) =>
      answerOf(api.PUT('/api/v1/accounts/{accountId}/integrations/{id}/scim', { params: { path: place }, body })),
    onSuccess: (after) => {
      changed(after);
      ask(undefined);
      announce(after.scim.enabled ? scim.switchedOn : scim.switchedOff);
    },
  });
  const { enabled } = integration.scim;
  const isLocked = !enabled && integration.status === 'unverified';
  return (
    <Section title={scim.title}>
      <Switch
        checked={enabled}
        disabled={isLocked || change.isPending}
        label={scim.option}
        description={isLocked ? scim.locked : enabled ? scim.on : scim.off}
        onChange={({ currentTarget }) => (currentTarget.checked ? change.mutate({ enabled: true }) : ask('off'))}
      />
      {isLocked && (
        <Alert color="yellow" variant="light" icon={<Icon name="lock" />} title={scim.lockedTitle}>
          <Text size="sm">{scim.lockedWhy}</Text>
          {mayOverrule(session) && (
            <Button variant="default" size="xs" mt="sm" onClick={() => ask('force')}>
              {scim.force}
            </Button>
          )}
        </Alert>
      )}
      {asked === undefined && <ProblemNotice error={change.error} />}
      {enabled && <ScimFacts integration={integration} place={place} />}
      <Confirmation
        title={asked === 'force' ? scim.force : scim.switchOff}
        opened={asked !== undefined}
        onClose={() => ask(undefined)}
        confirm={asked === 'force' ? scim.forceConfirm : scim.switchOff}
        onConfirm={() => change.mutate(asked === 'force' ? { enabled: true, force: true } : { enabled: false })}
        isBusy={change.isPending}
        error={change.error}
        isDangerous
      >
        <Text>{asked === 'force' ? scim.forceWarning : scim.switchOffWarning}</Text>
      </Confirmation>
    </Section>
  );
}

function ScimFacts({ integration: { name, scim: state }, place }: ScimSectionProps) {
  return (
    <>
      <div>
        <CopyValue label={scim.baseUrl} value={state.baseUrl} />
        {state.username !== null && <CopyValue label={scim.username} value={state.username} />}
      </div>
      <Facts>
        <Fact name={scim.lastUsed}>
          <Moment at={state.lastUsedAt} never={scim.neverUsed} />
        </Fact>
      </Facts>
      <Text size="sm">
        {scim.credentials}{' '}
        <TextLink
          to="/accounts/$accountId/settings/integrations/$integrationId/edit"
          params={{ accountId: place.accountId, integrationId: place.id }}
          size="sm"
        >
          {texts.integrations.editOf(name)}
        </TextLink>
      </Text>
    </>
  );
}
