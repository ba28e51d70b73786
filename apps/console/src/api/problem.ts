/** What the service says when it refuses (RFC 9457), as an error. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** The reference number of the request. */
  readonly reference: string | undefined;
  /** What else the document says, such as the `accounts` of `account_required`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, document: Readonly<Record<string, unknown>>) {
    const title = text(document.title) ?? `HTTP ${status}`;
    super(title);
    this.name = 'ApiProblem';
    this.status = status;
    this.title = title;
    this.code = text(document.code) ?? `http_${status}`;
    this.detail = text(document.detail);
    this.hint = text(document.hint);
    this.reference = text(document.reference);
    this.members = document;
  }
}

/** The service could not be reached at all. */
export class ServiceUnreachable extends Error {}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
