import type { FastifyRequest } from 'fastify';

/** Whose request it is, by ids alone: what whoever finds it out says, for the request's line in the log. */
export interface RequestFacts {
  /** The account that is acted in; the caller's own where the address names none. */
  accountId?: string | undefined;
  integrationId?: string | undefined;
  /** The user who calls, or who signs in. */
  userId?: string | undefined;
  apiKeyId?: string | undefined;
  /** The code of the refusal, or another outcome that the status does not tell. */
  code?: string;
}

const facts = Symbol('facts');
type Annotated = FastifyRequest & { [facts]?: RequestFacts };

/** Adds to what is known of a request; what is undefined takes nothing away. Ids and codes, never a name, an address or a secret: it goes into the log. */
export function annotateRequest(request: FastifyRequest, more: RequestFacts): void {
  const known = ((request as Annotated)[facts] ??= {});
  for (const [name, value] of Object.entries(more)) if (value !== undefined) known[name as keyof RequestFacts] = value as string;
}

export function factsOf(request: FastifyRequest): Readonly<RequestFacts> {
  return (request as Annotated)[facts] ?? {};
}
