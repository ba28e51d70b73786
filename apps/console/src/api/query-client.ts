import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, ServiceUnreachable } from './problem.js';

const ATTEMPTS = 3;
const FRESH_FOR = 10_000;

/** @param onSignedOut the session has ended while the console was open */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isProblem(error, 'unauthenticated')) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { staleTime: FRESH_FOR, retry: isWorthAnotherTry } },
  });
}

/** A refusal stays one; what does not answer, or not well, may answer a moment later. */
function isWorthAnotherTry(failures: number, error: unknown): boolean {
  const isPassing = error instanceof ServiceUnreachable || (isProblem(error) && error.status >= 500);
  return isPassing && failures < ATTEMPTS;
}
