import { excerpt } from '../filter/filter-problem.js';
import { parseFilter } from '../filter/parse-filter.js';
import { resolveFilter, type UnknownAttributes } from '../filter/resolve-filter.js';
import type { ResolvedFilter } from '../filter/resolved-filter.js';
import { invalidValue } from '../resource/read-simple-value.js';
import {
  findSubAttribute,
  referenceTo,
  resolveAttribute,
  type AttributeReference,
} from '../schema/resolve-attribute.js';
import type { ResourceType } from '../schema/resource-type.js';
import { projectionOf, type Projection } from './projection.js';
import type { ListRequest, PageStart, SortOrder } from './list-request.js';

/**
 * By what a list is sorted (RFC 7644 §3.4.2.3). Of a multi-valued attribute its primary value counts, else the first;
 * what has no value comes last when ascending, first when descending; text compares by its leaf's `caseExact`.
 */
export interface Sorting {
  /** Its leaf is never complex. */
  readonly by: AttributeReference;
  readonly order: SortOrder;
}

/** A list request for one resource type, every name looked up. */
export interface ResolvedListRequest {
  readonly filter: ResolvedFilter | undefined;
  readonly sorting: Sorting | undefined;
  readonly start: PageStart;
  readonly count: number;
  readonly projection: Projection;
}

/**
 * Looks up the names of a list request.
 * @param unknown `unassigned` at the root's `.search`, where an attribute belongs to some of the types only
 * @throws Problem 400 invalidFilter, invalidValue
 */
export function resolveListRequest(
  type: ResourceType,
  request: ListRequest,
  unknown: UnknownAttributes = 'refuse',
): ResolvedListRequest {
  const { filter, start, count } = request;
  return {
    filter: filter === undefined ? undefined : resolveFilter(type, parseFilter(filter), unknown),
    sorting: resolveSorting(type, request, unknown),
    start,
    count,
    projection: projectionOf(type, request),
  };
}

function resolveSorting(type: ResourceType, request: ListRequest, unknown: UnknownAttributes): Sorting | undefined {
  if (request.sortBy === undefined) return undefined;
  const found = resolveAttribute(type, request.sortBy.trim());
  if (!found && unknown === 'unassigned') return undefined;
  const by = found && sortable(found);
  if (by) return { by, order: request.sortOrder };
  throw invalidValue('sortBy', `an attribute of ${type.name} that has an order`, `"${excerpt(request.sortBy)}"`);
}

/** A complex attribute is sorted by its `value`; secrets and attributes without one are not. */
function sortable(found: AttributeReference): AttributeReference | undefined {
  if (found.leaf.returned === 'never') return undefined;
  if (found.leaf.type !== 'complex') return found;
  const value = findSubAttribute(found.attribute, 'value');
  return value && referenceTo(found.extension, found.attribute, value);
}
