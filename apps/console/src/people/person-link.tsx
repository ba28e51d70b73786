import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../components/links.js';
import { personName } from './person-badges.js';
import { personQuery } from './people-queries.js';

/** Somebody of whom the id alone is known; what was read a moment ago has to do. By the id where the name cannot be read. */
export function PersonLink({ accountId, userId }: { accountId: string; userId: string }) {
  const { data } = useQuery({ ...personQuery({ accountId, id: userId }), staleTime: 60_000 });
  return (
    <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId, userId }} size="sm">
      {data ? personName(data) : userId}
    </TextLink>
  );
}
