/**
 * Set-up of every e2e test: whatever a test sends to the service by `fetch`, and whatever it is answered, is held against the
 * description of the API. What does not agree fails the test.
 */
import { readDocument } from './document.js';
import { type Exchange, ExchangeChecker } from './exchange-checker.js';

const DESCRIBED = /^\/(api\/(v1|scim)|sso|health|metrics)(\/|$)/;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const checker = new ExchangeChecker(readDocument());
const send = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const request = input instanceof Request ? new Request(input, init) : undefined;
  const response = await send(request ? request.clone() : input, request ? undefined : init);
  const url = new URL(request?.url ?? String(input));
  if (LOOPBACK.test(url.hostname) && DESCRIBED.test(url.pathname) && !response.redirected) {
    const faults = checker.check(await exchangeOf(url, request, init, response));
    if (faults.length > 0) throw new Error(`Not as the API is described (openapi.json): ${faults.join('; ')}`);
  }
  return response;
};

async function exchangeOf(url: URL, request: Request | undefined, init: RequestInit | undefined, response: Response): Promise<Exchange> {
  const headers = request?.headers ?? new Headers(init?.headers);
  const body = request ? await request.clone().text() : init?.body;
  return {
    method: (request?.method ?? init?.method ?? 'GET').toUpperCase(),
    url,
    requestType: headers.get('content-type'),
    requestBody: typeof body === 'string' ? body : undefined,
    status: response.status,
    responseType: response.headers.get('content-type'),
    responseBody: await response.clone().text(),
  };
}
