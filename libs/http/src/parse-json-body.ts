import type { FastifyRequest } from 'fastify';
import { isTooDeep } from './json-depth.js';
import { refuseHttp } from './problems.js';
import { mediaTypeUnsupported } from './translate-http-error.js';

const MOST_LEVELS = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The default parser of Fastify, which refuses `__proto__` and `constructor.prototype` as names of members. */
export type JsonParser = (
  request: FastifyRequest,
  text: string,
  done: (error: Error | null, value?: unknown) => void,
) => unknown;

/**
 * Reads a JSON body (RFC 8259): UTF-8, at most 64 levels, no names that reach a prototype. An empty body is no body: clients send
 * `Content-Type` with a DELETE.
 * @throws Problem `body_malformed` (400), `media_type_unsupported` (415) for another charset
 */
export function parseJsonBody(parse: JsonParser, request: FastifyRequest, body: Buffer): unknown {
  refuseOtherCharsets(request);
  if (body.length === 0) return undefined;
  if (isTooDeep(body, MOST_LEVELS)) {
    throw refuseHttp(
      'body_malformed',
      `The body is nested too deeply, expected at most ${MOST_LEVELS} levels, received more`,
    );
  }
  let result: unknown;
  parse(request, decode(body, 'JSON'), (error, value) => {
    if (error)
      throw refuseHttp(
        'body_malformed',
        'The body is not JSON, expected a JSON value (RFC 8259) without the names __proto__ and constructor.prototype',
      );
    result = value;
  });
  return result;
}

/** @throws Problem `body_malformed` (400), `media_type_unsupported` (415) for another charset than UTF-8 */
export function parseTextBody(request: FastifyRequest, body: Buffer): string {
  refuseOtherCharsets(request);
  return decode(body, 'text');
}

function refuseOtherCharsets(request: FastifyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw mediaTypeUnsupported(request);
}

function decode(body: Buffer, what: string): string {
  try {
    return utf8.decode(body);
  } catch {
    throw refuseHttp('body_malformed', `The body is not UTF-8, expected ${what} in UTF-8${what === 'JSON' ? ' (RFC 8259 §8.1)' : ''}`);
  }
}
