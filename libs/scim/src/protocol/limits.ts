/** What one request may ask for; advertised in ServiceProviderConfig where RFC 7643 §5 has a place for it. */
export const LIMITS = {
  filter: {
    /** UTF-16 units. */
    characters: 4_096,
    /** Nested parentheses and brackets. */
    depth: 32,
    /** Comparisons. */
    terms: 200,
  },
  page: { defaultCount: 100, maxCount: 1_000 },
  patch: {
    /** Okta's catalogue apps remove each member by an operation of its own. */
    groupOperations: 10_000,
    userOperations: 1_000,
  },
  bulk: { operations: 1_000, payloadBytes: 16 * 1024 * 1024 },
} as const;
