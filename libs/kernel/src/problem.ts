/** What stays the same for every occurrence of a refusal. */
export interface ProblemDefinition {
  /** HTTP status code of the refusal. */
  readonly status: number;
  /** A short sentence that is the same for every occurrence (RFC 9457 §3.1.3). */
  readonly title: string;
}

/** What differs from one occurrence to the next. */
export interface ProblemExtras {
  /** What the reader should change, at the place where he can change it. */
  readonly hint?: string;
  /** HTTP headers that belong to the refusal, such as `Allow`, `Retry-After` or `WWW-Authenticate`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Extension members of the problem document (RFC 9457 §3.2). */
  readonly members?: Readonly<Record<string, unknown>>;
  /** The error behind this one: logged, never sent. */
  readonly cause?: unknown;
}

/**
 * A refusal that the outside may see: a stable `code`, an HTTP `status` and a `detail` in the pattern
 * *what is wrong, expected X, received Y*. Rendered once per surface: problem+json (RFC 9457), SCIM error, HTML page.
 */
export class Problem<Code extends string = string> extends Error {
  override readonly name = 'Problem';
  readonly hint: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: Code,
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    extras: ProblemExtras = {},
  ) {
    super(`${code}: ${detail}`, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.hint = extras.hint;
    this.headers = extras.headers ?? {};
    this.members = extras.members ?? {};
  }

  /** The same refusal with something added, such as the vendor's hint. */
  with(extras: ProblemExtras): Problem<Code> {
    return new Problem(this.code, this.status, this.title, this.detail, {
      hint: extras.hint ?? this.hint,
      headers: { ...this.headers, ...extras.headers },
      members: { ...this.members, ...extras.members },
      cause: extras.cause ?? this.cause,
    });
  }
}

/**
 * Declares the codes of a library in one place and returns the only way to make them:
 * `const refuse = defineProblems({ user_unknown: { status: 404, title: 'No such user' } })`, then
 * `throw refuse('user_unknown', 'No user has the id …')`.
 */
export function defineProblems<const Definitions extends Record<string, ProblemDefinition>>(definitions: Definitions) {
  type Code = keyof Definitions & string;
  const refuse = (code: Code, detail: string, extras?: ProblemExtras): Problem<Code> => {
    const definition = definitions[code] as ProblemDefinition;
    return new Problem(code, definition.status, definition.title, detail, extras);
  };
  return Object.assign(refuse, { definitions });
}
