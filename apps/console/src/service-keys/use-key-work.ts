import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAnnounce } from '../components/announcer.js';
import { serviceKeysQuery } from './service-key-queries.js';

/** Does something to the keys, says that it is done, and reads them again. @param done what to say */
export function useKeyWork<Result>(work: () => Promise<Result>, done: (result: Result) => string) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: work,
    onSuccess: async (result) => {
      announce(done(result));
      await queryClient.invalidateQueries({ queryKey: serviceKeysQuery.queryKey });
    },
  });
}
