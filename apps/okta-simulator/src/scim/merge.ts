import type { ScimResource } from './wire.js';

type Attributes = Readonly<Record<string, unknown>>;

/**
 * GET, merge, PUT: lays mapped attributes over the service's own representation and leaves everything else as it came:
 * `id`, `meta`, `groups`, `name.formatted`, attributes that Okta has never heard of. An attribute that Okta has no value
 * for is not among the mapped ones and therefore stays. Members of a complex attribute are merged one by one; a
 * multi-valued attribute is matched by `type`, so that entries of other types stay.
 */
export function mergeIntoRepresentation(current: ScimResource, mapped: Attributes): ScimResource {
  const merged: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(mapped)) merged[name] = mergeValue(current[name], value);
  return merged as ScimResource;
}

function mergeValue(current: unknown, mapped: unknown): unknown {
  if (Array.isArray(mapped)) return mergeEntries(Array.isArray(current) ? current : [], mapped);
  if (isComplex(mapped)) return { ...(isComplex(current) ? current : {}), ...mapped };
  return mapped;
}

/** The mapped entry is the primary one, so that the others must not be. */
function mergeEntries(current: readonly unknown[], mapped: readonly unknown[]): unknown[] {
  const types = new Set(mapped.filter(isComplex).map((entry) => entry['type']));
  const others = current.filter((entry) => isComplex(entry) && !types.has(entry['type']));
  return [...mapped, ...others.map((entry) => ({ ...(entry as Attributes), primary: false }))];
}

function isComplex(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
