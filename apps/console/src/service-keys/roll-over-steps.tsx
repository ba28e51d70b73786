import { Text } from '@mantine/core';
import { Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import styles from './roll-over-steps.module.css';

const { serviceKeys: words } = texts;
const STEPS = ['publish', 'handOver', 'activate', 'retire'] as const;

/** What is done by whom until the next key has taken over, and where that has come to. */
export function RollOverSteps({ now }: { now: (typeof STEPS)[number] }) {
  return (
    <Section title={words.rollOver}>
      <Text size="sm">{words.rollOverHelp}</Text>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <li key={step} aria-current={step === now ? 'step' : undefined} className={styles.step}>
            <strong>
              {step === now && `${words.now} `}
              {words.steps[step].who}.
            </strong>{' '}
            {words.steps[step].what}
          </li>
        ))}
      </ol>
    </Section>
  );
}
