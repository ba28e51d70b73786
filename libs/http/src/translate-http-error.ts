import { HttpException } from '@nestjs/common';
import { Problem } from '@app/kernel';
import type { FastifyRequest } from 'fastify';
import { refuseHttp } from './problems.js';

/** Makes a Problem of an error of some library, or leaves it to the next translator. */
export type ErrorTranslator = (error: unknown, request: FastifyRequest) => Problem | undefined;

interface ErrorWithStatus {
  readonly code?: unknown;
  readonly message: string;
  readonly statusCode: number;
}

/** Errors of Fastify and Nest, which carry a status, as Problems with a stable code. */
export const translateHttpError: ErrorTranslator = (error, request) => {
  const source = error instanceof HttpException && error.cause instanceof Error ? error.cause : error;
  if (source instanceof Problem) return source;
  const known = readStatus(source) ?? readStatus(error);
  if (!known || known.statusCode < 400 || known.statusCode >= 500) return undefined;
  return byCode(known, request) ?? byStatus(known, request);
};

function readStatus(error: unknown): ErrorWithStatus | undefined {
  if (error instanceof HttpException) return { message: error.message, statusCode: error.getStatus() };
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return undefined;
  return error as Error & ErrorWithStatus;
}

function byCode({ code }: ErrorWithStatus, request: FastifyRequest): Problem | undefined {
  switch (code) {
    case 'FST_ERR_BAD_URL':
      return refuseHttp(
        'url_malformed',
        'The address cannot be decoded, expected valid percent-encoding (RFC 3986 §2.1)',
      );
    case 'FST_ERR_MAX_PARAM_LENGTH': // an id that cannot exist is an address that does not exist
      return routeUnknown(request);
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refuseHttp('body_malformed', 'The body is not as long as Content-Length says, expected them to agree');
    default:
      return undefined;
  }
}

function byStatus(error: ErrorWithStatus, request: FastifyRequest): Problem {
  switch (error.statusCode) {
    case 401:
      return refuseHttp('unauthenticated', 'The request carries no valid credentials');
    case 403:
      return refuseHttp('forbidden', 'The caller may not do this');
    case 404:
      return routeUnknown(request);
    case 413:
      return bodyTooLarge(request);
    case 415:
      return mediaTypeUnsupported(request);
    default:
      return new Problem('request_malformed', error.statusCode, 'The request is malformed', error.message);
  }
}

function routeUnknown(request: FastifyRequest): Problem {
  const path = request.url.split('?', 1)[0] as string;
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  return refuseHttp(
    'route_unknown',
    `There is nothing at ${shown}, expected an address of the API's description, received ${request.method} ${shown}`,
  );
}

function bodyTooLarge(request: FastifyRequest): Problem {
  const length = request.headers['content-length'];
  const most = request.routeOptions.bodyLimit;
  const received = length === undefined ? 'more' : `${length} bytes`;
  return refuseHttp('body_too_large', `The body is too large, expected at most ${most} bytes, received ${received}`);
}

/** Also thrown by parsers that are asked for a type where it has no place. */
export function mediaTypeUnsupported(request: FastifyRequest, expected = 'application/json or application/scim+json'): Problem {
  const received = request.headers['content-type'] ?? 'none';
  return refuseHttp(
    'media_type_unsupported',
    `The Content-Type cannot be read here, expected ${expected} in UTF-8, received ${received.slice(0, 100)}`,
  );
}
