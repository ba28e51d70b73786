import { type InfiniteData, infiniteQueryOptions, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

/** A part of a list, as every list of the API comes. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

export interface Position {
  readonly limit: number;
  readonly cursor: string | undefined;
}

const PAGE = 100;

/** A list that is read page after page, as far as somebody scrolls. */
export function listQuery<Item>(queryKey: QueryKey, read: (position: Position, signal: AbortSignal) => Promise<Page<Item>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => read({ limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    // Whoever opens a list wants it as it is now.
    refetchOnMount: 'always',
    getNextPageParam: ({ nextCursor }: Page<Item>) => nextCursor ?? undefined,
    select: ({ pages }: InfiniteData<Page<Item>, string | undefined>) => pages.flatMap(({ items }) => items),
  });
}

/** A list and what can be done to see more of it. A page of a search may be empty and go on: then it is gone on with. */
export function useList<Item>(query: ReturnType<typeof listQuery<Item>>) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(query);
  const isFoundLater = hasNextPage && data?.length === 0 && error === null;
  useEffect(() => {
    if (isFoundLater && !isFetchingNextPage) void fetchNextPage();
  }, [isFoundLater, isFetchingNextPage, fetchNextPage]);
  const more = hasNextPage ? { isLoading: isFetchingNextPage, load: () => void fetchNextPage() } : undefined;
  return { items: data ?? [], error, isPending: isPending || isFoundLater, more, refetch: () => void refetch() };
}
