import { Alert, Button, Text } from '@mantine/core';
import { isProblem, ServiceUnreachable } from '../api/problem.js';
import { texts } from '../texts/index.js';
import { Icon } from './icon.js';
import styles from './problem-notice.module.css';

interface Described {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly reference?: string | undefined;
}

/** What went wrong: the problem's detail, what to change, and the reference number to quote. Nothing where there is no error. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  if (error === null || error === undefined) return null;
  const { title, detail, hint, reference } = describe(error);
  return (
    <Alert color="red" variant="light" role="alert" title={title} icon={<Icon name="alert" />}>
      <div className={styles.body}>
        {detail && <Text size="sm">{detail}</Text>}
        {hint && (
          <Text size="sm">
            <strong>{texts.problems.hint}</strong> {hint}
          </Text>
        )}
        {reference && (
          <Text size="sm">
            {texts.problems.reference} <code>{reference}</code>
          </Text>
        )}
        {onRetry && (
          <div>
            <Button size="xs" variant="default" onClick={onRetry}>
              {texts.common.tryAgain}
            </Button>
          </div>
        )}
      </div>
    </Alert>
  );
}

function describe(error: unknown): Described {
  if (isProblem(error)) return error;
  if (error instanceof ServiceUnreachable) return texts.problems.unreachable;
  return { ...texts.problems.unexpected, detail: error instanceof Error ? error.message : undefined };
}
