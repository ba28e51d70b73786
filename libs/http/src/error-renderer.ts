import type { Problem } from '@app/kernel';
import type { FastifyRequest } from 'fastify';

/** A refusal, ready to be sent. */
export interface RenderedError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: string;
}

/** A form in which a part of the addresses shows its refusals: problem+json, SCIM error, HTML page. */
export interface ErrorRenderer {
  /** Whether this is the form for the request; asked for unknown routes and unreadable addresses too, so look at `request.url`. */
  matches(request: FastifyRequest): boolean;
  render(problem: Problem, request: FastifyRequest): RenderedError;
}

/** The forms there are, asked in the order of registration; the last resort is the one given here. */
export class ErrorRenderers {
  private readonly renderers: ErrorRenderer[] = [];

  constructor(readonly fallback: ErrorRenderer) {}

  register(renderer: ErrorRenderer): this {
    this.renderers.push(renderer);
    return this;
  }

  for(request: FastifyRequest): ErrorRenderer {
    return this.renderers.find((renderer) => renderer.matches(request)) ?? this.fallback;
  }
}

/** Whether the request's path is the prefix itself or lies below it: `/api/scim/v2` holds `/api/scim/v2/Users`, not `/api/scim/v21`. */
export function isBelow(prefix: string, url: string): boolean {
  const base = prefix.endsWith('/') ? prefix.replace(/\/+$/, '') : prefix;
  if (!url.startsWith(base)) return false;
  // Nothing more, or what begins another part of the address.
  return url.length === base.length || '/?#'.includes(url[base.length] as string);
}
