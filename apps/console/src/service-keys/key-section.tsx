import { Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { ServiceKey } from '../api/models.js';
import { CopyValue } from '../components/copy-value.js';
import { Confirmation } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { ExpandableFields } from '../components/expandable-fields.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { saveFile } from '../components/save-file.js';
import { texts } from '../texts/index.js';
import { useKeyWork } from './use-key-work.js';

const { serviceKeys: words } = texts;
const COLOURS = { next: 'blue', signing: 'green', former: 'gray' } as const;
const BEGINS = { next: words.signsFrom, signing: words.signsSince, former: words.signedFrom } as const;

/** One key pair: what it does, its certificate for those who enter it by hand, and its way on. */
export function KeySection({ serviceKey: key }: { serviceKey: ServiceKey }) {
  const { generation, state, fingerprint, certificate, notAfter, signsFrom } = key;
  const save = () => saveFile(`service-key-${generation}.pem`, new Blob([certificate], { type: 'application/x-pem-file' }));
  return (
    <Section
      title={words.key(generation)}
      actions={
        <Button variant="default" size="xs" leftSection={<Icon name="download" size={16} />} onClick={save} aria-label={words.saveOf(generation)}>
          {words.save}
        </Button>
      }
    >
      <Facts>
        <Fact name={words.state}>
          <Badge variant="light" color={COLOURS[state]}>
            {words.states[state].name}
          </Badge>{' '}
          {words.states[state].meaning}
        </Fact>
        <Fact name={BEGINS[state]}>
          <Moment at={signsFrom} />
        </Fact>
        <Fact name={words.notAfter}>
          <Moment at={notAfter} as="day" />
        </Fact>
        <Fact name={words.fingerprint}>
          <code>{fingerprint}</code>
        </Fact>
      </Facts>
      <ExpandableFields title={words.certificate}>
        <CopyValue label={words.certificate} value={certificate} />
      </ExpandableFields>
      {state !== 'signing' && <Ways generation={generation} isNext={state === 'next'} />}
    </Section>
  );
}

type Way = 'activate' | 'retire';

function Ways({ generation, isNext }: { generation: number; isNext: boolean }) {
  const [asked, ask] = useState<Way>();
  const path = { generation };
  const activate = useKeyWork(
    () => answerOf(api.POST('/api/v1/service-keys/{generation}/activate', { params: { path } })),
    () => words.activated(generation),
  );
  const retire = useKeyWork(
    () => answerOf(api.DELETE('/api/v1/service-keys/{generation}', { params: { path } })),
    () => words.retired(generation),
  );
  const close = () => ask(undefined);
  return (
    <Group>
      {isNext && (
        <Button variant="default" onClick={() => ask('activate')}>
          {words.activate}
        </Button>
      )}
      <Button color="red" variant="outline" onClick={() => ask('retire')}>
        {words.retire}
      </Button>
      <Confirmation title={words.activateQuestion(generation)} opened={asked === 'activate'} onClose={close} confirm={words.activate} onConfirm={() => activate.mutate()} isBusy={activate.isPending} error={activate.error}>
        <Text>{words.activateHelp}</Text>
      </Confirmation>
      <Confirmation title={words.retireQuestion(generation)} opened={asked === 'retire'} onClose={close} confirm={words.retire} onConfirm={() => retire.mutate()} isBusy={retire.isPending} error={retire.error} isDangerous>
        <Text>{words.retireHelp}</Text>
      </Confirmation>
    </Group>
  );
}
