import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { texts } from '../texts/index.js';
import styles from './bare.module.css';
import { Page } from './page.js';

export function NotFoundPage() {
  return (
    <main className={styles.bare}>
      <Page title={texts.problems.notFound.title} introduction={texts.problems.notFound.detail}>
        <div>
          <Button component={Link} to="/">
            {texts.common.home}
          </Button>
        </div>
      </Page>
    </main>
  );
}
