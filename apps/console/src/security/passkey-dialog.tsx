import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import { Dialog } from '../components/dialog.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { createPasskey } from '../session/passkeys.js';
import { texts } from '../texts/index.js';
import type { AddingProps } from './totp-dialog.js';

const { security: words } = texts;

/** Adds a passkey: a security key, or that of a telephone or computer. */
export function PasskeyDialog({ withProof, onAdded, onClose }: AddingProps) {
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const { registration, options } = await withProof(() => answerOf(api.POST('/api/v1/session/second-factors/passkeys')));
      const response = await createPasskey(options);
      return answerOf(api.POST('/api/v1/session/second-factors/passkeys/finish', { body: { registration, response, name: name.trim() } }));
    },
    onSuccess: ({ recoveryCodes }) => onAdded(name.trim(), recoveryCodes),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Dialog title={words.addPasskey} opened onClose={onClose} size="md">
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{words.passkeyHow}</Text>
          <TextInput label={words.name} description={words.nameHelp} required maxLength={200} autoComplete="off" data-autofocus value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
          <ProblemNotice error={add.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending}>
              {words.addPasskey}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
