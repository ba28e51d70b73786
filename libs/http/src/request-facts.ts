import type { FastifyRequest } from 'fastify';

/** Whose request it is, by ids alone: what whoever finds it out says, for the request's line in the log. */
export interface RequestFacts {
  /** The account that is acted in. */
  accountId?: string;
  integrationId?: string;
  /** The user who calls, or who signs in. */
  userId?: string;
  apiKeyId?: string;
  /** The code of the refusal, or another outcome that the status does not tell. */
  code?: string;
}

const facts = Symbol('facts');
type Annotated = FastifyRequest & { [facts]?: RequestFacts };

/** Adds to what is known of a request. Ids and codes, never a name, an address or a secret: it goes into the log. */
export function annotateRequest(request: FastifyRequest, more: RequestFacts): void {
  Object.assign(((request as Annotated)[facts] ??= {}), more);
}

export function factsOf(request: FastifyRequest): Readonly<RequestFacts> {
  return (request as Annotated)[facts] ?? {};
}
