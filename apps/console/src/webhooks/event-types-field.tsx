import { Checkbox, Stack } from '@mantine/core';
import { texts } from '../texts/index.js';
import type { EventType } from './webhook-queries.js';

const { webhooks } = texts;

const EVENT_TYPES = [
  'user.created',
  'user.changed',
  'user.phones_changed',
  'user.deactivated',
  'user.deleted',
  'user.admin_granted',
  'user.admin_revoked',
  'integration.verified',
  'integration.certificate_ending',
  'provisioning.paused',
  'provisioning.names_changed',
] as const satisfies readonly EventType[];

// An event type that the API has and this list has not is an error of the compiler.
type Missing = Exclude<EventType, '*' | (typeof EVENT_TYPES)[number]>;
true satisfies [Missing] extends [never] ? true : never;

interface EventTypesFieldProps {
  readonly value: readonly EventType[];
  readonly onChange: (value: EventType[]) => void;
}

/** Of what a webhook is told. */
export function EventTypesField({ value, onChange }: EventTypesFieldProps) {
  const isAll = value.includes('*');
  return (
    <Stack gap="xs">
      <Checkbox label={webhooks.allEvents} description={webhooks.allEventsHelp} checked={isAll} onChange={({ currentTarget }) => onChange(currentTarget.checked ? ['*'] : [...EVENT_TYPES])} />
      {!isAll && (
        <Checkbox.Group label={webhooks.events} value={[...value]} onChange={(chosen) => onChange(chosen as EventType[])}>
          <Stack gap="xs" mt="xs">
            {EVENT_TYPES.map((type) => (
              <Checkbox key={type} value={type} label={type} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}
