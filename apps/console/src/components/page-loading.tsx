import { Loader } from '@mantine/core';
import { texts } from '../texts/index.js';
import styles from './page-loading.module.css';

/** A page on its way, or work that takes a while. */
export function PageLoading({ text = texts.common.loading }: { text?: string }) {
  return (
    <div className={styles.loading} role="status">
      <Loader aria-hidden="true" />
      <span>{text}</span>
    </div>
  );
}
