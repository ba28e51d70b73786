import { texts } from '../texts/index.js';
import styles from './bare.module.css';
import { ButtonLink } from './links.js';
import { Page } from './page.js';

export function NotFoundPage() {
  return (
    <main className={styles.bare}>
      <Page title={texts.problems.notFound.title} introduction={texts.problems.notFound.detail}>
        <div>
          <ButtonLink to="/">
            {texts.common.home}
          </ButtonLink>
        </div>
      </Page>
    </main>
  );
}
