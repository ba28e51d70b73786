import { CloseButton } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { texts } from '../texts/index.js';
import styles from './announcer.module.css';

interface Announcement {
  readonly id: number;
  readonly text: string;
}

const Context = createContext<(text: string) => void>(() => undefined);
const SHOWN_FOR = 8_000;
let last = 0;

/** Says what was done, to eyes and to screen readers (WCAG 2.2 §4.1.3). What has to be acted upon does not belong here. */
export function Announcer({ children }: { children: ReactNode }) {
  const [announcement, setAnnouncement] = useState<Announcement>();
  const announce = useCallback((text: string) => setAnnouncement({ id: ++last, text }), []);
  useEffect(() => {
    if (!announcement) return;
    const timer = setTimeout(() => setAnnouncement(undefined), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [announcement]);
  return (
    <Context value={announce}>
      {children}
      <div className={styles.region} role="status">
        {announcement && (
          <div key={announcement.id} className={styles.message}>
            <span>{announcement.text}</span>
            <CloseButton aria-label={texts.common.dismiss} onClick={() => setAnnouncement(undefined)} />
          </div>
        )}
      </div>
    </Context>
  );
}

/** `const announce = useAnnounce(); announce('Saved.')` */
export function useAnnounce(): (text: string) => void {
  return useContext(Context);
}
