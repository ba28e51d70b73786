import { Alert, Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Integration } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { CopyValue } from '../components/copy-value.js';
import { Confirmation } from '../components/dialog.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import { type Place, useIntegrationChanged } from './integration-queries.js';

const { credentials, scim } = texts.integrations;
const GRACES = [0, 1, 24, 72, 168] as const;

/** The SCIM credentials: readable until the provisioning client has used them, then only to be replaced. */
export function CredentialsSection({ integration, place }: { integration: Integration; place: Place }) {
  const [isAsking, setAsking] = useState(false);
  const { username, password, token, baseUrl, lastUsedAt } = integration.scim;
  const rotate = useRotation(place, () => setAsking(false));
  const [grace, setGrace] = useState<number>(24);
  if (username === null) return null;
  return (
    <Section
      title={credentials.title}
      actions={
        <Button variant="default" onClick={() => setAsking(true)}>
          {credentials.rotate}
        </Button>
      }
    >
      <div>
        <CopyValue label={scim.baseUrl} value={baseUrl} />
        <CopyValue label={scim.username} value={username} />
        {password !== undefined && <CopyValue label={credentials.password} value={password} />}
        {token !== undefined && <CopyValue label={credentials.token} value={token} note={credentials.tokenHelp} />}
      </div>
      {password === undefined ? (
        <Alert color="gray" variant="light" icon={<Icon name="lock" />}>
          {credentials.hidden} {scim.lastUsed}: <Moment at={lastUsedAt} />.
        </Alert>
      ) : (
        <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
          {credentials.readable}
        </Alert>
      )}
      <Confirmation
        title={credentials.rotate}
        opened={isAsking}
        onClose={() => setAsking(false)}
        confirm={credentials.rotate}
        onConfirm={() => rotate.mutate(grace)}
        isBusy={rotate.isPending}
        error={rotate.error}
      >
        <Stack gap="md">
          <Text>{credentials.rotateWarning}</Text>
          <NativeSelect
            label={credentials.grace}
            value={String(grace)}
            onChange={({ currentTarget }) => setGrace(Number(currentTarget.value))}
            data={GRACES.map((hours) => ({ value: String(hours), label: credentials.hours(hours) }))}
          />
        </Stack>
      </Confirmation>
    </Section>
  );
}

function useRotation(place: Place, onDone: () => void) {
  const announce = useAnnounce();
  const changed = useIntegrationChanged(place.accountId);
  return useMutation({
    mutationFn: (grace: number) => answerOf(api.POST('/api/v1/accounts/{accountId}/integrations/{id}/scim/rotate', { params: { path: place, query: { grace } } })),
    onSuccess: (after) => {
      changed(after);
      onDone();
      announce(credentials.rotated);
    },
  });
}
