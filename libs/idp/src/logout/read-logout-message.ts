import type { FastifyRequest } from 'fastify';
import type { IncomingLogoutMessage } from '@app/saml';
import { readForm } from '../sign-in/attempt.js';

/**
 * The logout message of a request, exactly as it came: what is verified has to be what is read. Undefined where there is
 * neither a query nor a form.
 */
export function readLogoutMessage(request: FastifyRequest): IncomingLogoutMessage | undefined {
  const [, rawQuery = ''] = splitOnce(request.raw.url ?? '');
  if (request.method === 'GET') return rawQuery === '' ? undefined : { binding: 'redirect', rawQuery };
  const fields = readForm(request);
  return fields.SAMLRequest === undefined && fields.SAMLResponse === undefined ? undefined : { binding: 'post', fields };
}

function splitOnce(url: string): [string, string] {
  const at = url.indexOf('?');
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}
