import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './expandable-fields.module.css';

/** Fields that most people leave as they are. */
export function ExpandableFields({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>{title}</summary>
      <Stack gap="md" pt="md">
        {children}
      </Stack>
    </details>
  );
}
