/** A request as a dialect builds it: the path is below the base URL, the query already encoded. */
export interface ScimRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

export interface ScimResource {
  readonly id: string;
  readonly [attribute: string]: unknown;
}

export interface ListResponse {
  readonly totalResults: number;
  readonly startIndex?: number;
  readonly itemsPerPage?: number;
  readonly Resources?: readonly ScimResource[];
}

/** Sends one request and gives the parsed body (undefined where there is none); throws a {@link ScimFailure} for everything but 2xx. */
export type Send = (request: ScimRequest) => Promise<unknown>;

/** What the provisioning client understood of a refusal; `message` is what the administrator of the identity provider reads. */
export class ScimFailure extends Error {
  override readonly name = 'ScimFailure';

  constructor(
    /** HTTP status; undefined where no answer came. */
    readonly status: number | undefined,
    message: string,
    readonly scimType?: string,
  ) {
    super(message);
  }
}

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export { CORE_USER } from '../org/application.js';
export const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export function patchOp(Operations: readonly object[]): object {
  return { schemas: [PATCH_OP], Operations };
}

/** A query string with blanks as `%20`, as both vendors write it. */
export function query(parameters: Record<string, string | number>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `?${pairs.join('&')}`;
}

/** `attribute eq "value"` with the quotes and backslashes of the value escaped (RFC 7644 §3.4.2.2 takes JSON strings). */
export function equals(attribute: string, value: string): string {
  return `${attribute} eq ${JSON.stringify(value)}`;
}

/** Reads a ListResponse as strictly as the vendors' clients do. */
export function listOf(body: unknown): ListResponse {
  const list = body as Partial<ListResponse> | undefined;
  if (!list || typeof list.totalResults !== 'number' || !Number.isInteger(list.totalResults)) {
    throw new ScimFailure(
      200,
      `The answer is no ListResponse: expected an integer totalResults, received ${JSON.stringify(list?.totalResults)}`,
    );
  }
  if (list.totalResults > 0 && list.Resources !== undefined && !Array.isArray(list.Resources)) {
    throw new ScimFailure(200, 'The answer is no ListResponse: Resources is no array');
  }
  return list as ListResponse;
}

/** A single resource, which must carry its id as a string. */
export function resourceOf(body: unknown): ScimResource {
  const resource = body as Partial<ScimResource> | undefined;
  if (!resource || typeof resource.id !== 'string' || resource.id === '')
    throw new ScimFailure(200, 'The answer is no resource: it has no id');
  return resource as ScimResource;
}
