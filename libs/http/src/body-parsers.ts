import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { isBelow } from './error-renderer.js';
import { parseFormBody } from './parse-form-body.js';
import { type JsonParser, parseJsonBody, parseTextBody } from './parse-json-body.js';
import { mediaTypeUnsupported } from './translate-http-error.js';

const JSON_TYPES = ['application/json', 'application/scim+json'];
const CSV_TYPE = 'text/csv';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The bodies that are read: JSON everywhere, forms below `formPaths` and CSV where a route asks for it alone; everything else is `415 media_type_unsupported`. */
export function addBodyParsers(adapter: FastifyAdapter, formPaths: readonly string[]): void {
  const fastify = adapter.getInstance();
  const parseJson = fastify.getDefaultJsonParser('error', 'error') as unknown as JsonParser;
  fastify.removeContentTypeParser('text/plain');
  adapter.useBodyParser(JSON_TYPES, false, {}, async (request: FastifyRequest, body: Buffer) =>
    parseJsonBody(parseJson, request, body),
  );
  adapter.useBodyParser(CSV_TYPE, false, {}, async (request: FastifyRequest, body: Buffer) => {
    const { acceptsCsv } = request.routeOptions.config as { acceptsCsv?: boolean };
    if (!acceptsCsv) throw mediaTypeUnsupported(request);
    return parseTextBody(request, body);
  });
  adapter.useBodyParser(FORM_TYPE, false, {}, async (request: FastifyRequest, body: Buffer) => {
    // Elsewhere a form would let any site's page write without the question that browsers ask before JSON (Fetch §4.8).
    if (!formPaths.some((path) => isBelow(path, request.url))) throw mediaTypeUnsupported(request);
    return parseFormBody(body);
  });
}
