import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react';

export type ColorScheme = 'auto' | 'light' | 'dark';

interface Chosen {
  readonly chosen: ColorScheme;
  /** What `auto` amounts to on this device now. */
  readonly shown: 'light' | 'dark';
  choose(scheme: ColorScheme): void;
}

const NAME = 'moovingon-color-scheme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const Context = createContext<Chosen | undefined>(undefined);

/**
 * Light, dark, or as the device has it. Kept in this browser; nothing else is. (Mantine's own way writes a style element,
 * which the Content-Security-Policy refuses.)
 */
export function ColorSchemeProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState(readStored);
  const isDark = useSyncExternalStore(onDeviceChange, () => dark.matches);
  const value = useMemo<Chosen>(() => {
    const shown = chosen === 'auto' ? (isDark ? 'dark' : 'light') : chosen;
    return { chosen, shown, choose: (scheme) => (store(scheme), setChosen(scheme)) };
  }, [chosen, isDark]);
  return <Context value={value}>{children}</Context>;
}

export function useColorScheme(): Chosen {
  const value = useContext(Context);
  if (!value) throw new Error('useColorScheme() stands outside of ColorSchemeProvider');
  return value;
}

function onDeviceChange(notify: () => void): () => void {
  dark.addEventListener('change', notify);
  return () => dark.removeEventListener('change', notify);
}

function readStored(): ColorScheme {
  try {
    const stored = localStorage.getItem(NAME);
    return stored === 'light' || stored === 'dark' ? stored : 'auto';
  } catch {
    return 'auto';
  }
}

// A browser that keeps nothing shows the choice until the page is left.
function store(scheme: ColorScheme): void {
  try {
    localStorage.setItem(NAME, scheme);
  } catch {
    return;
  }
}
