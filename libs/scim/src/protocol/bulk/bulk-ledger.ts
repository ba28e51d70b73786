import type { BulkOperation, BulkRequest, RefusedOperation } from './bulk-request.js';

export const BULK_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';

/** How an operation ended. */
export interface BulkOutcome {
  /** HTTP status code. */
  readonly status: number;
  /** Address of the resource; none where a POST failed. */
  readonly location?: string | undefined;
  /** ETag of the resource after the operation. */
  readonly version?: string | undefined;
  /** The error's body; required where the operation failed (RFC 7644 §3.7.3). */
  readonly response?: unknown;
}

export interface BulkResponse {
  readonly schemas: readonly [typeof BULK_RESPONSE];
  readonly Operations: readonly Record<string, unknown>[];
}

/** Keeps the outcomes of a bulk request, and knows when `failOnErrors` ends it (RFC 7644 §3.7). */
export class BulkLedger {
  private readonly outcomes = new Map<number, BulkOutcome>();

  constructor(private readonly request: BulkRequest) {}

  /** A later outcome of the same operation takes the place of the one before: a POST whose completion failed. */
  record({ index }: Pick<BulkOperation | RefusedOperation, 'index'>, outcome: BulkOutcome): void {
    this.outcomes.set(index, outcome);
  }

  /** Whether as many operations have failed as the client accepts: nothing more may be carried out. */
  get stopped(): boolean {
    const { failOnErrors } = this.request;
    if (failOnErrors === undefined) return false;
    return [...this.outcomes.values()].filter(({ status }) => status >= 400).length >= failOnErrors;
  }

  /** The answer: what was carried out, in the order of the request. */
  response(): BulkResponse {
    const answered = this.request.operations.filter(({ index }) => this.outcomes.has(index));
    return { schemas: [BULK_RESPONSE], Operations: answered.map((operation) => this.render(operation)) };
  }

  private render({ index, method, bulkId }: BulkOperation | RefusedOperation): Record<string, unknown> {
    const { status, location, version, response } = this.outcomes.get(index) as BulkOutcome;
    return {
      ...(location !== undefined && { location }),
      ...(method !== undefined && { method }),
      ...(bulkId !== undefined && { bulkId }),
      ...(version !== undefined && { version }),
      status: String(status),
      ...(response !== undefined && { response }),
    };
  }
}
