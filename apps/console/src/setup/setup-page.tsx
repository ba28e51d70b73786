import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { Setup } from '../api/models.js';
import { isProblem } from '../api/problem.js';
import bare from '../components/bare.module.css';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { Page, Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { GuideSectionSteps } from '../integrations/guide-steps.js';
import { texts } from '../texts/index.js';
import { HandOverSection } from './hand-over-section.js';
import { setupQuery } from './setup-query.js';
import { TestSection } from './test-section.js';

const { setup: words } = texts;

/** What the customer's IT administrator sees by a link, without an account: the guide, the hand-over, the test. */
export function SetupPage() {
  // In the fragment, which browsers send to nobody.
  const token = useLocation({ select: ({ hash }) => hash });
  const { data, error, refetch } = useQuery({ ...setupQuery(token), enabled: token !== '' });
  return (
    <main className={bare.bare}>
      {isProblem(error, 'integration_verified') ? (
        <Done />
      ) : error && (!data || isProblem(error)) ? (
        <Refused error={error} onRetry={() => void refetch()} />
      ) : token === '' ? (
        <Page title={words.incomplete}>
          <p>{words.incompleteHint}</p>
        </Page>
      ) : data ? (
        <SetupSteps setup={data} token={token} />
      ) : (
        <PageLoading />
      )}
    </main>
  );
}

function Done() {
  return (
    <Page title={words.doneTitle}>
      <Alert color="green" variant="light" icon={<Icon name="check" />} role="status">
        {words.done}
      </Alert>
    </Page>
  );
}

function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Page title={words.refused}>
      <ProblemNotice error={error} onRetry={isProblem(error, 'setup_link_invalid') ? undefined : onRetry} />
    </Page>
  );
}

function SetupSteps({ setup, token }: { setup: Setup; token: string }) {
  const { account, provider, guide, expiresAt } = setup;
  return (
    <Page title={words.title(provider.name, account)} introduction={words.introduction(account)}>
      <p>
        {words.until} <Moment at={expiresAt} />.
      </p>
      {sectionsAtTheProvider(guide.sections).map((section) => (
        <Section key={section.id} title={section.title}>
          <GuideSectionSteps section={section} logo={provider} />
        </Section>
      ))}
      <HandOverSection setup={setup} token={token} />
      <TestSection setup={setup} />
    </Page>
  );
}

/** What is done at the identity provider before anything is entered here; provisioning comes after the sign-in, from inside. */
function sectionsAtTheProvider(sections: Setup['guide']['sections']) {
  const here = sections.findIndex(({ place }) => place === 'here');
  return sections.slice(0, here === -1 ? sections.length : here);
}
