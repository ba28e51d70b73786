import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { ProofChallenge } from '../api/models.js';
import { Dialog } from '../components/dialog.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { askPasskey } from '../session/passkeys.js';
import { texts } from '../texts/index.js';

const { proof: words } = texts;
const FIELDS = { password: 'password', totp: 'code', 'recovery-code': 'recoveryCode' } as const;
type Field = keyof typeof FIELDS;

interface ProofDialogProps {
  readonly challenge: ProofChallenge;
  readonly onProven: () => void;
  readonly onClose: () => void;
}

/** Shows again that it is me, by whatever the challenge takes. */
export function ProofDialog({ challenge: { challenge, methods, passkeyOptions }, onProven, onClose }: ProofDialogProps) {
  const typed = (Object.keys(FIELDS) as Field[]).filter((method) => methods.includes(method));
  const [method, setMethod] = useState<Field>(typed[0] ?? 'password');
  const [text, setText] = useState('');
  const prove = useMutation({
    mutationFn: async (by: Field | 'passkey') => {
      const answer = by === 'passkey' ? { passkey: await askPasskey(passkeyOptions) } : { [FIELDS[by]]: text };
      return answerOf(api.POST('/api/v1/session/proofs', { body: { challenge, ...answer } }));
    },
    onSuccess: onProven,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate(method);
  };
  const field = { label: words[FIELDS[method]], required: true, value: text, onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => setText(currentTarget.value), 'data-autofocus': true };
  return (
    <Dialog title={words.title} opened onClose={onClose} size="md">
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{words.introduction}</Text>
          <ProblemNotice error={prove.error} />
          {passkeyOptions !== null && (
            <Button variant="default" loading={prove.isPending} onClick={() => prove.mutate('passkey')}>
              {texts.secondFactor.passkey}
            </Button>
          )}
          {method === 'password' ? (
            <PasswordInput {...field} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0, 'aria-hidden': false }} />
          ) : (
            <TextInput key={method} {...field} autoComplete={method === 'totp' ? 'one-time-code' : 'off'} inputMode={method === 'totp' ? 'numeric' : 'text'} />
          )}
          <Group justify="space-between">
            {typed.length > 1 && (
              <Button variant="subtle" onClick={() => (setMethod(typed[(typed.indexOf(method) + 1) % typed.length] as Field), setText(''))}>
                {words.otherWay}
              </Button>
            )}
            <Button type="submit" loading={prove.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
