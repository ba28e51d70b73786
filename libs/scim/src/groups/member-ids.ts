import type { GroupResource } from '../protocol/index.js';

/** The ids of the members that a body names, each once. */
export function memberIdsOf({ members = [] }: GroupResource): string[] {
  return [...new Set(members.map(({ value }) => value))];
}
