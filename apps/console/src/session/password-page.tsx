import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import { useAnnounce } from '../components/announcer.js';
import { Page, Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { useSession } from './session-query.js';

const { password: words } = texts;
const TOGGLE = { 'aria-label': texts.signIn.showPassword, tabIndex: 0, 'aria-hidden': false } as const;

/** My password, in a session that was opened by it. */
export function PasswordPage() {
  const { origin, user } = useSession();
  return (
    <Page title={words.title}>
      <Section title={words.title}>{origin === 'password' ? <PasswordForm userName={user.userName} /> : <Alert color="gray">{words.notHere}</Alert>}</Section>
    </Page>
  );
}

function PasswordForm({ userName }: { userName: string }) {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const navigate = useNavigate();
  const announce = useAnnounce();
  const change = useMutation({
    mutationFn: () => answerOf(api.PUT('/api/v1/session/password', { body: { currentPassword, newPassword } })),
    onSuccess: () => {
      announce(words.done);
      void navigate({ to: '/' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={400}>
        <input type="hidden" autoComplete="username" value={userName} readOnly />
        <PasswordInput label={words.current} required autoComplete="current-password" value={currentPassword} onChange={({ currentTarget }) => setCurrent(currentTarget.value)} visibilityToggleButtonProps={TOGGLE} />
        <PasswordInput label={words.next} description={words.nextHelp} required autoComplete="new-password" value={newPassword} onChange={({ currentTarget }) => setNew(currentTarget.value)} visibilityToggleButtonProps={TOGGLE} />
        <ProblemNotice error={change.error} />
        <Group>
          <Button type="submit" loading={change.isPending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
