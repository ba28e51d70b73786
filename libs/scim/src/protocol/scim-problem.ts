import { Problem, defineProblems, type ProblemExtras } from '@app/kernel';

/** URI of the error message (RFC 7644 §3.12). */
export const ERROR_MESSAGE = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** The `scimType` keywords of RFC 7644 §3.12 table 9 and RFC 9865 §2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

const refuse = defineProblems({
  scim_invalid_filter: { status: 400, title: 'The filter cannot be carried out' },
  scim_too_many: { status: 400, title: 'The filter yields more results than can be processed' },
  scim_uniqueness: { status: 409, title: 'Another resource has this value' },
  scim_mutability: { status: 400, title: 'The attribute cannot be changed in this way' },
  scim_invalid_syntax: { status: 400, title: 'The request does not have the structure of its message' },
  scim_invalid_path: { status: 400, title: 'The path names no attribute' },
  scim_no_target: { status: 400, title: 'The path selects nothing that could be changed' },
  scim_invalid_value: { status: 400, title: 'A value is missing or does not fit its attribute' },
  scim_invalid_version: { status: 400, title: 'The SCIM version is not supported' },
  scim_sensitive: { status: 403, title: 'The request carries sensitive information in its address' },
  scim_invalid_cursor: { status: 400, title: 'The cursor cannot be used' },
  scim_expired_cursor: { status: 400, title: 'The cursor is no longer valid' },
  scim_invalid_count: { status: 400, title: 'The count cannot be used with a cursor' },
  scim_unauthorized: { status: 401, title: 'The credentials are missing or wrong' },
  scim_forbidden: { status: 403, title: 'The credentials do not allow this' },
  scim_not_found: { status: 404, title: 'No such resource' },
  scim_method_not_allowed: { status: 405, title: 'The endpoint does not have this method' },
  scim_not_acceptable: { status: 406, title: 'No representation of the accepted media types exists' },
  scim_conflict: { status: 409, title: 'The request conflicts with the state of the resource' },
  scim_precondition_failed: { status: 412, title: 'The resource has another version' },
  scim_payload_too_large: { status: 413, title: 'The request is too large' },
  scim_unsupported_media_type: { status: 415, title: 'The media type is not supported' },
  scim_too_many_requests: { status: 429, title: 'Too many requests' },
  scim_internal: { status: 500, title: 'The request could not be carried out' },
  scim_not_implemented: { status: 501, title: 'The operation is not supported' },
});

export type ScimCode = keyof typeof refuse.definitions;

const SCIM_TYPES: ReadonlyMap<string, ScimType> = new Map<ScimCode, ScimType>([
  ['scim_invalid_filter', 'invalidFilter'],
  ['scim_too_many', 'tooMany'],
  ['scim_uniqueness', 'uniqueness'],
  ['scim_mutability', 'mutability'],
  ['scim_invalid_syntax', 'invalidSyntax'],
  ['scim_invalid_path', 'invalidPath'],
  ['scim_no_target', 'noTarget'],
  ['scim_invalid_value', 'invalidValue'],
  ['scim_invalid_version', 'invalidVers'],
  ['scim_sensitive', 'sensitive'],
  ['scim_invalid_cursor', 'invalidCursor'],
  ['scim_expired_cursor', 'expiredCursor'],
  ['scim_invalid_count', 'invalidCount'],
]);

/** The codes, their statuses and titles; for the list of errors in the documentation. */
export const scimProblems = refuse.definitions;

/**
 * A SCIM refusal: `throw scimProblem('scim_invalid_value', 'userName is missing, expected a text')`.
 * The keyword of RFC 7644 §3.12, where the code has one, is `members.scimType`.
 */
export function scimProblem(code: ScimCode, detail: string, extras: ProblemExtras = {}): Problem<ScimCode> {
  const scimType = SCIM_TYPES.get(code);
  return refuse(code, detail, scimType ? { ...extras, members: { ...extras.members, scimType } } : extras);
}

/** The body of a SCIM error response (RFC 7644 §3.12). */
export interface ScimError {
  readonly schemas: readonly [typeof ERROR_MESSAGE];
  /** The HTTP status code, as a string. */
  readonly status: string;
  readonly scimType?: string;
  readonly detail: string;
}

/**
 * Renders any refusal as a SCIM error. `detail` is all that the administrator of a provisioning client gets to see, so
 * the hint and the request's reference number are part of it. A refusal of another library may carry `members.scimType`.
 */
export function renderScimError(problem: Problem, reference?: string): ScimError {
  const { scimType } = problem.members;
  return {
    schemas: [ERROR_MESSAGE],
    status: String(problem.status),
    ...(typeof scimType === 'string' ? { scimType } : {}),
    detail: [problem.hint === undefined ? problem.detail : `${asSentence(problem.detail)} ${problem.hint}`, reference && `(Reference ${reference})`].filter(Boolean).join(' '),
  };
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
