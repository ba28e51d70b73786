/**
 * protocol: SCIM 2.0 (RFC 7643, RFC 7644, RFC 9865) as pure functions: plain data in, plain data or a Problem out.
 *
 * A body becomes a {@link Reading} (`readUser`, `readGroup`, `applyUserPatch`), on which `requireValid` decides; a PATCH of
 * a group becomes a list of changes (`readGroupPatch`); a list becomes a `ListRequest`, resolved against a resource type
 * into filter, sorting and projection; a refusal becomes a SCIM error (`renderScimError`).
 * `schema` says what exists: every name that a client sends is looked up there and nowhere else.
 * Neighbours: imports the kernel alone; used by the rest of this library, for HTTP, SQL and the directory.
 */
export { ERROR_MESSAGE, renderScimError, scimProblem, scimProblems } from './scim-problem.js';
export type { ScimCode, ScimError, ScimType } from './scim-problem.js';
export { LIMITS } from './limits.js';

export type {
  AttributeDefinition,
  AttributeType,
  Mutability,
  Returned,
  Uniqueness,
} from './schema/attribute-definition.js';
export { CORE_GROUP, CORE_USER, ENTERPRISE_USER, type SchemaDefinition } from './schema/schema-definition.js';
export { RESOURCE_TYPE, SCHEMA, SERVICE_PROVIDER_CONFIG } from './schema/schema-definition.js';
export { GROUP, USER, resourceTypes, type ResourceType } from './schema/resource-type.js';
export { findSchema, findSubAttribute, resolveAttribute, type AttributeReference } from './schema/resolve-attribute.js';
export {
  renderResourceType,
  renderSchema,
  renderServiceProviderConfig,
  schemaDefinitions,
  type ServiceProviderSettings,
} from './schema/discovery-documents.js';

export { parseFilter } from './filter/parse-filter.js';
export { printFilter } from './filter/print-filter.js';
export { filterProblem } from './filter/filter-problem.js';
export { resolveFilter, type UnknownAttributes } from './filter/resolve-filter.js';
export { matches, matchesValue } from './filter/match-filter.js';
export { compareText } from './filter/compare-text.js';
export { parseInstant } from './filter/parse-instant.js';
export type { ComparisonOperator, Filter, Literal } from './filter/filter-syntax.js';
export type {
  ComparisonValue,
  ResolvedComparison,
  ResolvedFilter,
  ResolvedPresence,
  ResolvedValuePath,
} from './filter/resolved-filter.js';

export { parsePath, type Path } from './path/parse-path.js';
export { resolvePath, type PatchTarget } from './path/resolve-path.js';

export { readGroup, readResource, readUser } from './resource/read-resource.js';
export { deactivates, keepFaultyAsStored, requireValid, type Fault, type Reading } from './resource/reading.js';
export { primaryEmail, primaryEntry } from './resource/primary-value.js';
export { schemasOf } from './resource/schemas-of.js';
export type {
  Address,
  EnterpriseUser,
  GroupResource,
  Meta,
  MultiValue,
  PersonName,
  ResourceLink,
  ScimResource,
  UserResource,
} from './resource/scim-resource.js';

export { applyPatch, applyUserPatch } from './patch/apply-patch.js';
export { readGroupPatch, type GroupChange, type MembersChange } from './patch/read-group-patch.js';
export { PATCH_OP } from './patch/read-patch-request.js';

export { SEARCH_REQUEST, readListQuery, readSearchRequest } from './page/list-request.js';
export type { ListRequest, PageLimits, PageStart, SortOrder } from './page/list-request.js';
export { resolveListRequest, type ResolvedListRequest, type Sorting } from './page/resolve-list-request.js';
export { project, projectionOf, type Projection, type ProjectionRequest } from './page/projection.js';
export { LIST_RESPONSE, WrittenResource, cursorPage, indexedPage, writeList, type CursorPage, type ListResponse } from './page/list-response.js';

export { formatVersion, ifMatchHolds, ifNoneMatchHolds } from './versions.js';

export { BULK_REQUEST, readBulkRequest } from './bulk/bulk-request.js';
export type { BulkMethod, BulkOperation, BulkRequest, RefusedOperation } from './bulk/bulk-request.js';
export { planBulk, type BulkStep } from './bulk/plan-bulk.js';
export { resolveReferences } from './bulk/bulk-references.js';
export { BULK_RESPONSE, BulkLedger, type BulkOutcome, type BulkResponse } from './bulk/bulk-ledger.js';
