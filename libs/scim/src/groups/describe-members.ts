const MOST_NAMED = 100;

export interface MembersChanged {
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  /** Ids that are nobody: left out. */
  readonly missing?: readonly string[];
}

/** What a request asks of a group's members, for the provisioning log: how many, and the first hundred by name. */
export function describeMembers({ added = [], removed = [], missing = [] }: MembersChanged): Record<string, unknown> {
  return {
    ...(added.length > 0 && { membersAdded: listed(added.filter((id) => !missing.includes(id))) }),
    ...(removed.length > 0 && { membersRemoved: listed(removed) }),
    ...(missing.length > 0 && { membersUnknown: listed(missing) }),
  };
}

function listed(ids: readonly string[]): unknown {
  return ids.length > MOST_NAMED ? { count: ids.length, first: ids.slice(0, MOST_NAMED) } : ids;
}
