import type { FastifyRequest } from 'fastify';
import { annotateRequest } from '@app/http';

/** Says in the request's line of the log whose it is, once that is known; undefined says nothing. @returns the integration */
export function noteIntegration<Integration extends { id: string; accountId: string } | undefined>(request: FastifyRequest, integration: Integration): Integration {
  annotateRequest(request, { accountId: integration?.accountId, integrationId: integration?.id });
  return integration;
}
