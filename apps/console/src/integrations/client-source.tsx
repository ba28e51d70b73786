import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { texts } from '../texts/index.js';

const { settings } = texts.integrations;

/** Whether issuer, client ID and secret are entered now, or come by a link from the provider's side. */
export function ClientSource({ isLater, onChange }: { isLater: boolean; onChange: (isLater: boolean) => void }) {
  const label = useId();
  return (
    <Stack gap="xs" role="group" aria-labelledby={label}>
      <span id={label}>{settings.client}</span>
      <SegmentedControl
        data={[
          { value: 'now', label: settings.clientNow },
          { value: 'later', label: settings.metadataLater },
        ]}
        value={isLater ? 'later' : 'now'}
        onChange={(chosen) => onChange(chosen === 'later')}
        aria-labelledby={label}
      />
      {isLater && <Text size="sm">{settings.clientLaterHelp}</Text>}
    </Stack>
  );
}
