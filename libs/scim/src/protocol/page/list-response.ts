export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** The answer to a list (RFC 7644 §3.4.2, RFC 9865 §2). All numbers are integers, which Okta insists on. */
export interface ListResponse<R = unknown> {
  readonly schemas: readonly [typeof LIST_RESPONSE];
  readonly totalResults: number;
  /** Only in index paging. */
  readonly startIndex?: number;
  readonly itemsPerPage: number;
  /** Only in cursor paging, where another page follows. */
  readonly nextCursor?: string;
  readonly previousCursor?: string;
  readonly Resources: readonly R[];
}

/** A page by index; `startIndex` as it was carried out. `Resources` is there when it is empty, too: Okta reads it. */
export function indexedPage<R>(resources: readonly R[], totalResults: number, startIndex: number): ListResponse<R> {
  return {
    schemas: [LIST_RESPONSE],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

export interface CursorPage<R> {
  readonly resources: readonly R[];
  readonly totalResults: number;
  /** RFC 9865 §2.2: unreserved characters of RFC 3986 alone; absent on the last page. */
  readonly nextCursor?: string;
  /** Absent on the first page. */
  readonly previousCursor?: string;
}

/** A page by cursor. */
export function cursorPage<R>(page: CursorPage<R>): ListResponse<R> {
  return {
    schemas: [LIST_RESPONSE],
    totalResults: page.totalResults,
    itemsPerPage: page.resources.length,
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    ...(page.previousCursor !== undefined && { previousCursor: page.previousCursor }),
    Resources: page.resources,
  };
}

/** A resource that was written as JSON already. Everything else that writes JSON sees what it stands for. */
export class WrittenResource {
  constructor(readonly json: string) {}

  toJSON(): unknown {
    return JSON.parse(this.json);
  }
}

/** A page as JSON, in pieces that follow each other. */
export function writeList({ Resources: resources, ...page }: ListResponse): string[] {
  const beginning = `${JSON.stringify(page).slice(0, -1)},"Resources":[`;
  return [beginning, ...resources.map((resource, at) => `${at > 0 ? ',' : ''}${resource instanceof WrittenResource ? resource.json : JSON.stringify(resource)}`), ']}'];
}
