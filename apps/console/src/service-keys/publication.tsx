import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { ServiceKey } from '../api/models.js';
import { Confirmation } from '../components/dialog.js';
import { texts } from '../texts/index.js';
import { useKeyWork } from './use-key-work.js';

const { serviceKeys: words } = texts;

/** Makes the next key, after a question; a former one goes with it. */
export function Publication({ formers }: { formers: readonly ServiceKey[] }) {
  const [isAsking, setAsking] = useState(false);
  const publish = useKeyWork(
    () => answerOf(api.POST('/api/v1/service-keys')),
    ({ generation }) => words.published(generation),
  );
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.publish}</Button>
      <Confirmation title={words.publishQuestion} opened={isAsking} onClose={() => setAsking(false)} confirm={words.publish} onConfirm={() => publish.mutate()} isBusy={publish.isPending} error={publish.error}>
        <Text>{words.publishHelp}</Text>
        {formers.map(({ generation }) => (
          <Text key={generation}>{words.publishRetires(generation)}</Text>
        ))}
      </Confirmation>
    </>
  );
}
