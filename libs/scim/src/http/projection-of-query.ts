import { type ListRequest, type Projection, type ResourceType, projectionOf, readListQuery } from '../protocol/index.js';

/** Everything is shown: no resource of ours holds an attribute that is not returned by default. */
export const everything: Projection = { project: (resource) => resource, shows: () => true };

/** What `attributes` and `excludedAttributes` of a query let an answer show (RFC 7644 §3.9). */
export function projectionOfQuery(type: ResourceType, query: Record<string, unknown>): Projection {
  return Object.keys(query).length === 0 ? everything : projectionOfRequest(type, readListQuery(query));
}

export function projectionOfRequest(type: ResourceType, request: Pick<ListRequest, 'attributes' | 'excludedAttributes'>): Projection {
  return request.attributes || request.excludedAttributes ? projectionOf(type, request) : everything;
}
