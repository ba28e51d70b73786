import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Session } from '../api/models.js';
import { isProblem } from '../api/problem.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { askPasskey } from './passkeys.js';
import styles from './sign-in-page.module.css';

const { secondFactor } = texts;

export interface Challenge {
  readonly challenge: string;
  readonly methods: readonly string[];
  readonly passkeyOptions: PublicKeyCredentialRequestOptionsJSON | null;
}

/** What `401 second_factor_required` asks for. */
export function challengeOf(error: unknown): Challenge | undefined {
  return isProblem(error, 'second_factor_required') ? (error.members as unknown as Challenge) : undefined;
}

interface SecondFactorStepProps {
  readonly challenge: Challenge;
  readonly onSignedIn: (session: Session) => void;
  readonly onAgain: () => void;
}

type Answer = { readonly code: string } | { readonly recoveryCode: string } | { readonly passkey: Record<string, unknown> };

/** The second half of a sign-in by password. */
export function SecondFactorStep({ challenge: { challenge, methods, passkeyOptions }, onSignedIn, onAgain }: SecondFactorStepProps) {
  const [kind, setKind] = useState<'code' | 'recoveryCode'>(methods.includes('totp') ? 'code' : 'recoveryCode');
  const [text, setText] = useState('');
  const prove = useMutation({
    mutationFn: async (answer: Answer | 'passkey') => {
      const given = answer === 'passkey' ? { passkey: await askPasskey(passkeyOptions) } : answer;
      return answerOf(api.POST('/api/v1/session/second-factor', { body: { challenge, ...given } }));
    },
    onSuccess: onSignedIn,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate(kind === 'code' ? { code: text.trim() } : { recoveryCode: text.trim() });
  };
  const change = () => {
    setKind(kind === 'code' ? 'recoveryCode' : 'code');
    setText('');
  };
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={submit} aria-labelledby="second-factor">
        <Stack gap="md">
          <div>
            <Title order={1} size="h3" id="second-factor">
              {secondFactor.title}
            </Title>
            <Text c="dimmed" size="sm">
              {secondFactor.introduction}
            </Text>
          </div>
          <ProblemNotice error={prove.error} />
          {passkeyOptions !== null && (
            <Button variant="default" loading={prove.isPending} onClick={() => prove.mutate('passkey')}>
              {secondFactor.passkey}
            </Button>
          )}
          <TextInput
            key={kind}
            label={secondFactor[kind]}
            name={kind}
            required
            autoFocus
            autoComplete={kind === 'code' ? 'one-time-code' : 'off'}
            inputMode={kind === 'code' ? 'numeric' : 'text'}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Button type="submit" loading={prove.isPending}>
            {secondFactor.submit}
          </Button>
          {methods.includes('totp') && methods.includes('recovery-code') && (
            <Button variant="subtle" onClick={change}>
              {kind === 'code' ? secondFactor.useRecoveryCode : secondFactor.useCode}
            </Button>
          )}
          <Button variant="subtle" onClick={onAgain}>
            {secondFactor.again}
          </Button>
        </Stack>
      </form>
    </main>
  );
}
