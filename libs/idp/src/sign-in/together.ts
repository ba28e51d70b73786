/**
 * Steps of one unit of work that do not wait for each other: on PostgreSQL their statements travel together. Of several that refuse,
 * the first in this order is told, as if they had gone one after the other; none is under way any more when it is.
 */
export async function together<Steps extends readonly Promise<unknown>[]>(...steps: Steps): Promise<{ -readonly [Key in keyof Steps]: Awaited<Steps[Key]> }> {
  const outcomes = await Promise.allSettled(steps);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  if (refused) throw refused.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as { -readonly [Key in keyof Steps]: Awaited<Steps[Key]> };
}
