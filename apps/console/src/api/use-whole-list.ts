import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Page, Position } from './pages.js';

const PAGE = 200;

/** Reads a list to its end, page after page, and hands it over; whoever leaves the page ends it. @param read one page */
export function useWholeList<Item>(read: (position: Position, signal: AbortSignal) => Promise<Page<Item>>, handOver: (items: readonly Item[]) => void) {
  const [count, setCount] = useState(0);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const { signal } = (running.current = new AbortController());
      const items: Item[] = [];
      setCount(0);
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await read({ limit: PAGE, cursor }, signal);
        items.push(...page.items);
        setCount(items.length);
        cursor = page.nextCursor;
      }
      handOver(items);
    },
  });
  return { start: () => mutate(), count, isRunning: isPending, error };
}
