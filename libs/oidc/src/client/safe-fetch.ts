import type { CustomFetch } from 'openid-client';
import type { OutboundHttp } from '@app/outbound';

// Keys, tokens and claims are a few kilobytes; a sign-in waits for three requests at most.
const LIMITS = { timeoutMs: 10_000, maxBytes: 262_144 };
const WITHOUT_BODY = new Set([204, 205, 304]);

/** What openid-client sends requests with: outbound's client, which does not let them into our own network and follows no redirect. */
export function safeFetch(http: OutboundHttp): CustomFetch {
  return async (url, { method, headers, body }) => {
    const sent = body === undefined || body === null ? {} : { body: bodyText(body) };
    const answer = await http.send({ url, method: method === 'POST' ? 'POST' : 'GET', headers, ...sent, ...LIMITS });
    const received = Object.entries(answer.headers).filter((header): header is [string, string] => typeof header[1] === 'string');
    return new Response(WITHOUT_BODY.has(answer.status) ? null : new Uint8Array(answer.body), { status: answer.status, headers: received });
  };
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('openid-client sends a body that is no form');
}
