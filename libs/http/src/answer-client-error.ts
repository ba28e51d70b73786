import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Problem, newReference } from '@app/kernel';
import type { ErrorLog } from './error-log.js';
import { problemDocument } from './problem-json.renderer.js';
import { refuseHttp } from './problems.js';
import { REFERENCE_HEADER } from './request-reference.js';

/** Answers what Node could not read as HTTP at all, where there is no request object: a problem document straight to the socket. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket, log: ErrorLog): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable || hasBegunToAnswer(socket)) return void socket.destroy(error);
  const problem = readProblem(error);
  const reference = newReference();
  log.write({
    level: 'info',
    reference,
    method: '',
    route: undefined,
    status: problem.status,
    code: problem.code,
    error: undefined,
  });
  socket.end(rawResponse(problem, reference), () => socket.destroy());
}

function readProblem({ code }: NodeJS.ErrnoException): Problem {
  if (code === 'HPE_HEADER_OVERFLOW')
    return refuseHttp('headers_too_large', 'The headers are too large, expected at most 16 kB, received more');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return refuseHttp('request_timeout', 'The request did not arrive completely within the time limit');
  return refuseHttp('request_malformed', 'The request is not HTTP/1.1 (RFC 9112), expected a request line and headers');
}

/** Node keeps the response under way on the socket; after its first byte a second status line would be read as its body. */
function hasBegunToAnswer(socket: Socket): boolean {
  return (socket as Socket & { _httpMessage?: { headersSent?: boolean } })._httpMessage?.headersSent === true;
}

function rawResponse(problem: Problem, reference: string): string {
  const body = JSON.stringify(problemDocument(problem, reference));
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'connection: close',
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `${REFERENCE_HEADER}: ${reference}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    '',
    body,
  ].join('\r\n');
}
