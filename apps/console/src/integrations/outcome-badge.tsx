import { Badge } from '@mantine/core';
import { texts } from '../texts/index.js';

/** How an attempt to sign in ended. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  return (
    <Badge variant="light" color={outcome === 'signed_in' ? 'green' : 'red'} styles={{ label: { whiteSpace: 'normal' } }} h="auto" py={2}>
      {texts.outcomes(outcome)}
    </Badge>
  );
}
