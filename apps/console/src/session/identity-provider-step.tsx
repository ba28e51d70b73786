import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { SignInOption } from '../api/models.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';

const { byEmail } = texts;

interface IdentityProviderStepProps {
  readonly email: string;
  /** Whether the address was typed; says so where it was not. */
  readonly checkEmail: () => boolean;
  readonly returnTo: string | undefined;
}

/** From one's e-mail address to the account's identity provider. */
export function IdentityProviderStep({ email, checkEmail, returnTo }: IdentityProviderStepProps) {
  const find = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/sign-in-options', { body: { email } })),
    onSuccess: ({ options: [only, ...others] }) => {
      if (only && others.length === 0) location.assign(addressOf(only, returnTo));
    },
  });
  const options = find.data?.options ?? [];
  return (
    <Stack gap="sm">
      <Button variant="default" loading={find.isPending} onClick={() => checkEmail() && find.mutate()}>
        {byEmail.submit}
      </Button>
      <ProblemNotice error={find.error} />
      <div role="status">
        {find.data && options.length === 0 && (
          <Alert variant="light" color="yellow">
            {byEmail.none}
          </Alert>
        )}
        {options.length === 1 && <Text size="sm">{byEmail.onTheWay}</Text>}
        {options.length > 1 && <Text size="sm">{byEmail.which}</Text>}
      </div>
      {options.length > 1 &&
        options.map((option) => (
          <Button key={option.loginUrl} component="a" href={addressOf(option, returnTo)} variant="default">
            {byEmail.option(option.account ?? '', option.provider)}
          </Button>
        ))}
    </Stack>
  );
}

/** On this origin, so that the page to return to is one of the console. */
function addressOf({ loginUrl }: SignInOption, returnTo: string | undefined): string {
  const { pathname } = new URL(loginUrl);
  return returnTo === undefined ? pathname : `${pathname}?${new URLSearchParams({ returnTo }).toString()}`;
}
