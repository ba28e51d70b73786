import { Alert, Anchor, List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Integration } from '../api/models.js';
import { Icon } from '../components/icon.js';
import { Markdown } from '../components/markdown.js';
import { Section } from '../components/page.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { GuideSectionSteps } from './guide-steps.js';
import { IntegrationPage } from './integration-layout.js';
import { guideQuery, type Place, providerQuery } from './integration-queries.js';

/** The set-up guide of an integration, with its own values. */
export function GuidePage() {
  return <IntegrationPage>{(integration, place) => <Guide integration={integration} place={place} />}</IntegrationPage>;
}

function Guide({ integration, place }: { integration: Integration; place: Place }) {
  const { data: guide, error, refetch } = useQuery(guideQuery(place));
  const provider = useQuery(providerQuery(integration.provider));
  const refused = error ?? provider.error;
  if (refused) return <ProblemNotice error={refused} onRetry={() => void Promise.all([refetch(), provider.refetch()])} />;
  if (!guide || !provider.data) return <PageLoading />;
  return (
    <>
      <Markdown>{guide.introduction}</Markdown>
      <Alert color="yellow" variant="light" icon={<Icon name="alert" />} title={texts.guide.notes}>
        <List size="sm" spacing="xs">
          {guide.notes.map((note) => (
            <List.Item key={note}>
              <Markdown inline>{note}</Markdown>
            </List.Item>
          ))}
        </List>
      </Alert>
      <nav aria-label={texts.guide.contents}>
        <List size="sm">
          {guide.sections.map(({ id, title }) => (
            <List.Item key={id}>
              <Anchor href={`#${id}`} size="sm">
                {title}
              </Anchor>
            </List.Item>
          ))}
        </List>
      </nav>
      {guide.sections.map((section) => (
        <div key={section.id} id={section.id}>
          <Section title={section.title}>
            <GuideSectionSteps section={section} logo={provider.data} />
          </Section>
        </div>
      ))}
      <Section title={texts.guide.questions}>
        {guide.questions.map(({ question, answer }) => (
          <details key={question}>
            <summary>{question}</summary>
            <Markdown>{answer}</Markdown>
          </details>
        ))}
      </Section>
    </>
  );
}
