import type { ErrorComponentProps } from '@tanstack/react-router';
import { texts } from '../texts/index.js';
import { Page } from './page.js';
import { ProblemNotice } from './problem-notice.js';
import styles from './bare.module.css';

/** A page that could not be shown. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <div className={styles.bare}>
      <Page title={texts.problems.page}>
        <ProblemNotice error={error} onRetry={reset} />
      </Page>
    </div>
  );
}
