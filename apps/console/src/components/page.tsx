import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { texts } from '../texts/index.js';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly introduction?: ReactNode;
  readonly actions?: ReactNode;
  /** What the page lies under, as a link. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its heading takes the focus when one arrives, so that the keyboard and screen readers begin there. */
export function Page({ title, introduction, actions, above, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = texts.common.documentTitle(title);
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.page}>
      {above && <nav aria-label={texts.common.above}>{above}</nav>}
      <div className={styles.head}>
        <div>
          <Title order={1} size="h2" ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </Title>
          {introduction && (
            <Text component="div" c="dimmed" className={styles.introduction}>
              {introduction}
            </Text>
          )}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page, on a surface of its own. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.head}>
        <Title order={2} size="h4">
          {title}
        </Title>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
