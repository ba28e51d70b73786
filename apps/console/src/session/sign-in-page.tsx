import { Button, Divider, PasswordInput, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Session } from '../api/models.js';
import { isProblem } from '../api/problem.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { IdentityProviderStep } from './identity-provider-step.js';
import { challengeOf, SecondFactorStep } from './second-factor-step.js';
import { sessionQuery } from './session-query.js';
import styles from './sign-in-page.module.css';

interface Choice {
  readonly id: string;
  readonly name: string;
}

/** By e-mail address and password; where they fit in several accounts, one is chosen. */
export function SignInPage() {
  const { returnTo } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const queryClient = useQueryClient();
  const emailField = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [accountId, setAccountId] = useState<string>();
  useEffect(() => {
    document.title = texts.common.documentTitle(texts.signIn.title);
  }, []);
  const arrive = (session: Session) => {
    queryClient.setQueryData(sessionQuery.queryKey, session);
    router.history.push(returnTo ?? '/');
  };
  const signIn = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/session', { body: { email, password, accountId } })),
    onSuccess: (session) => arrive(session),
  });
  const choices = choicesOf(signIn.error);
  const challenge = challengeOf(signIn.error);
  if (challenge) return <SecondFactorStep challenge={challenge} onSignedIn={arrive} onAgain={signIn.reset} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={submit} aria-labelledby="sign-in">
        <Stack gap="md">
          <img src="/favicon.svg" alt="" width={44} height={44} />
          <div>
            <Title order={1} size="h3" id="sign-in">
              {texts.signIn.title}
            </Title>
            <Text c="dimmed" size="sm">
              {texts.signIn.introduction}
            </Text>
          </div>
          {choices.length === 0 && <ProblemNotice error={signIn.error} />}
          <TextInput
            ref={emailField}
            label={texts.signIn.email}
            type="email"
            name="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <PasswordInput
            label={texts.signIn.password}
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0, 'aria-hidden': false }}
          />
          {choices.length > 0 && (
            <Radio.Group label={texts.signIn.whichAccount} value={accountId ?? ''} onChange={setAccountId} required>
              <Stack gap="xs" mt="xs">
                {choices.map(({ id, name }) => (
                  <Radio key={id} value={id} label={name} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <Button type="submit" loading={signIn.isPending} disabled={choices.length > 0 && accountId === undefined}>
            {texts.signIn.submit}
          </Button>
          <Divider label={texts.byEmail.or} />
          <Text size="sm" c="dimmed">
            {texts.byEmail.introduction}
          </Text>
          <IdentityProviderStep key={email} email={email} checkEmail={() => emailField.current?.reportValidity() ?? false} returnTo={returnTo} />
        </Stack>
      </form>
    </main>
  );
}

function choicesOf(error: unknown): readonly Choice[] {
  return isProblem(error, 'account_required') ? ((error.members.accounts ?? []) as Choice[]) : [];
}
