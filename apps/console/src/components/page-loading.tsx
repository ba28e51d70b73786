import { Loader } from '@mantine/core';
import { texts } from '../texts/index.js';
import styles from './page-loading.module.css';

/** A page on its way. */
export function PageLoading() {
  return (
    <div className={styles.loading} role="status">
      <Loader aria-hidden="true" />
      <span>{texts.common.loading}</span>
    </div>
  );
}
