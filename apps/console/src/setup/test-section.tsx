import { Alert, Button, Loader, Text } from '@mantine/core';
import type { Setup } from '../api/models.js';
import { Comparison } from '../components/comparison.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import styles from './test-section.module.css';

const { setup: words } = texts;

/** Whether a test sign-in has arrived, and what did not fit. */
export function TestSection({ setup: { inEffect, lastAttempt, loginUrl } }: { setup: Setup }) {
  return (
    <Section title={words.test}>
      <Text size="sm">{inEffect ? words.testHow : words.testLater}</Text>
      {inEffect && (
        <div>
          <Button component="a" href={new URL(loginUrl).pathname} target="_blank" rel="noreferrer" variant="default">
            {words.testNow}
          </Button>
        </div>
      )}
      <div role="status">
        <p className={styles.state}>
          <Loader size="xs" aria-hidden="true" /> {lastAttempt ? words.attempted : words.noAttempt}
        </p>
      </div>
      {lastAttempt && (
        <Alert color="red" variant="light" role="status" icon={<Icon name="alert" />} title={texts.outcomes(lastAttempt.outcome)}>
          <p>
            <Moment at={lastAttempt.at} as="exact" />
          </p>
          {lastAttempt.failed && <Comparison caption={texts.integrations.signIns.condition(lastAttempt.failed.condition)} expected={lastAttempt.failed.expected} received={lastAttempt.failed.received} />}
          {lastAttempt.hint && <p>{lastAttempt.hint}</p>}
          <p>
            {texts.problems.reference} <code>{lastAttempt.reference}</code>
          </p>
        </Alert>
      )}
    </Section>
  );
}
