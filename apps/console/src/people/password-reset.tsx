import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { User } from '../api/models.js';
import { CopyValue } from '../components/copy-value.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { mayOverrule } from '../session/rights.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';

const { passwordReset } = texts;

/** For owners and staff: a link with which somebody sets a password. */
export function PasswordReset({ accountId, person }: { accountId: string; person: User }) {
  const isAllowed = mayOverrule(useSession());
  const issue = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/accounts/{accountId}/users/{userId}/password-reset', { params: { path: { accountId, userId: person.id } } })),
  });
  if (!isAllowed) return null;
  return (
    <Section title={passwordReset.title}>
      <Text size="sm">{passwordReset.introduction}</Text>
      <ProblemNotice error={issue.error} />
      {issue.data && (
        <div role="status">
          <CopyValue
            label={passwordReset.link}
            value={issue.data.url}
            note={
              <>
                {passwordReset.until} <Moment at={issue.data.expiresAt} />
              </>
            }
          />
        </div>
      )}
      <div>
        <Button variant="default" loading={issue.isPending} onClick={() => issue.mutate()}>
          {passwordReset.issue}
        </Button>
      </div>
    </Section>
  );
}
