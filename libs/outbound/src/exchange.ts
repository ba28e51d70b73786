import type { LookupAddress } from 'node:dns';
import http, { type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { describeNetworkError } from './describe-network-error.js';
import { OutboundRefusal } from './outbound-refusal.js';

export interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Judged already; the socket goes to one of these and nowhere else. */
  readonly addresses: readonly LookupAddress[];
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Certificate authorities in the place of the machine's own, PEM. */
  readonly ca?: string | undefined;
}

export interface Exchanged {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request and its answer, over a connection of its own. @throws OutboundRefusal */
export async function exchange(request: Exchange): Promise<Exchanged> {
  try {
    const response = await send(request);
    refuseCoding(response);
    return { status: response.statusCode ?? 0, headers: response.headers, body: await readBody(response, request.maxBytes) };
  } catch (error) {
    if (error instanceof OutboundRefusal) throw error;
    throw new OutboundRefusal('unreachable', describeNetworkError(request.url, error), error);
  }
}

function send({ url, method, headers, body, addresses, signal, ca }: Exchange): Promise<IncomingMessage> {
  const options: RequestOptions & https.RequestOptions = {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
    signal,
    // No connection is kept: one that is open was judged for another request.
    agent: false,
    lookup: pinnedTo(addresses),
    ...(ca === undefined ? {} : { ca }),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, options, resolve);
    request.on('error', reject).end(body);
  });
}

/** In the place of the name service: answers what was judged, so that a name cannot change its mind in between. */
function pinnedTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

/** We asked for none; what comes compressed all the same could be far larger than what was counted. */
function refuseCoding(response: IncomingMessage): void {
  const coding = response.headers['content-encoding'];
  if (coding === undefined || coding === 'identity') return;
  response.destroy();
  throw new OutboundRefusal('unreachable', 'The answer came compressed, expected it as it is, as no Accept-Encoding was sent');
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the response, and with it the connection.
    if (size > maxBytes) throw new OutboundRefusal('too-large', `The answer is too large, expected at most ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
