import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { User } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Icon } from '../components/icon.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { saveFile } from '../components/save-file.js';
import { texts } from '../texts/index.js';

const { personExport: words } = texts;

/** Everything that is kept of a person, as a file: for one who asks. */
export function PersonExport({ accountId, person: { id } }: { accountId: string; person: User }) {
  const announce = useAnnounce();
  const save = useMutation({
    mutationFn: () => answerOf(api.GET('/api/v1/accounts/{accountId}/users/{id}/export', { params: { path: { accountId, id } }, parseAs: 'blob' })),
    onSuccess: (document) => {
      saveFile(`user-${id}.json`, document);
      announce(words.done);
    },
  });
  return (
    <Section title={words.title}>
      <Text size="sm">{words.introduction}</Text>
      <ProblemNotice error={save.error} />
      <div>
        <Button variant="default" loading={save.isPending} leftSection={<Icon name="download" />} onClick={() => save.mutate()}>
          {words.export}
        </Button>
      </div>
    </Section>
  );
}
