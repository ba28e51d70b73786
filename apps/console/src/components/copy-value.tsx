import { Button, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { texts } from '../texts/index.js';
import { Icon } from './icon.js';
import styles from './copy-value.module.css';

interface CopyValueProps {
  /** The field that the value goes into, as the other side calls it. */
  readonly label: string;
  readonly value: string;
  readonly note?: ReactNode;
}

const DONE_SHOWN_FOR = 2_500;

/** A value that is to be pasted somewhere else, to the letter. */
export function CopyValue({ label, value, note }: CopyValueProps) {
  const shown = useRef<HTMLElement>(null);
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), DONE_SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => setDone(await copyText(value, shown.current));
  return (
    <div className={styles.row}>
      <div className={styles.label}>{label}</div>
      <code className={styles.value} ref={shown}>
        {value}
      </code>
      <Button
        size="compact-sm"
        variant={done ? 'light' : 'default'}
        color={done ? 'green' : undefined}
        leftSection={<Icon name={done ? 'check' : 'copy'} size={16} />}
        onClick={() => void copy()}
        className={styles.button}
      >
        <span aria-live="polite">{done ? texts.common.copied : texts.common.copy}</span>
        <VisuallyHidden> {label}</VisuallyHidden>
      </Button>
      {note && <div className={styles.note}>{note}</div>}
    </div>
  );
}

/** Without a clipboard (a page that came by http) the text is selected, so that the keyboard can copy it. */
async function copyText(text: string, element: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (element) getSelection()?.selectAllChildren(element);
    return false;
  }
}
