import { exchange, type Exchanged } from './exchange.js';
import { OutboundRefusal } from './outbound-refusal.js';
import { hostOf, readOutboundUrl } from './outbound-url.js';
import { judgeBy, resolveHost, resolveName, type JudgeAddress, type ResolveName } from './resolve-host.js';

export interface OutboundRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  /** Beside `Host` and `User-Agent`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** How many redirects a GET follows; none unless told, and then the redirect is the answer. Each one is judged like the first address. */
  readonly redirects?: number;
  /** For all of it, name service and redirects included: milliseconds. */
  readonly timeoutMs: number;
  /** Of the answer's body. */
  readonly maxBytes: number;
}

export interface OutboundResponse extends Exchanged {
  /** Of the last request, after redirects. */
  readonly url: string;
}

export interface OutboundOptions {
  /** Lets http, loopback and private addresses pass; link-local ones never. */
  readonly allowPrivate: boolean;
  /** In the place of the machine's name service. */
  readonly resolve?: ResolveName;
  /** In the place of the rule that `allowPrivate` chooses. */
  readonly judge?: JudgeAddress;
  /** Certificate authorities in the place of the machine's own, PEM. */
  readonly ca?: string;
}

const USER_AGENT = 'MoovingON-AI-Identity/1.0';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Requests to addresses that people enter, which must not lead into our own network: https only, every address judged after the name
 * was resolved, the socket bound to what was judged, each redirect judged anew, an end by time and by size.
 */
export class OutboundHttp {
  constructor(private readonly options: OutboundOptions) {}

  /** The address in its usual spelling. @throws OutboundRefusal `url-refused` for one that would never be asked */
  check(url: string): string {
    return readOutboundUrl(url, this.options.allowPrivate).href;
  }

  /** @throws OutboundRefusal; an answer with any status is an answer */
  async send(request: OutboundRequest): Promise<OutboundResponse> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
    try {
      return await raceAgainst(deadline.signal, request, this.follow(request, deadline.signal));
    } finally {
      clearTimeout(timer);
    }
  }

  private async follow(request: OutboundRequest, signal: AbortSignal): Promise<OutboundResponse> {
    const allowed = request.redirects ?? 0;
    let url = readOutboundUrl(request.url, this.options.allowPrivate);
    for (let followed = 0; ; followed += 1) {
      const response = await this.exchange(request, url, signal);
      const target = response.headers.location;
      if (allowed === 0 || !REDIRECTS.has(response.status) || target === undefined) return { ...response, url: url.href };
      if (followed === allowed) throw new OutboundRefusal('too-many-redirects', `${url.host} redirects once more, expected at most ${allowed} redirects`);
      url = readOutboundUrl(target, this.options.allowPrivate, url);
    }
  }

  private async exchange({ method = 'GET', headers, body, maxBytes }: OutboundRequest, url: URL, signal: AbortSignal): Promise<Exchanged> {
    const { resolve = resolveName, judge = judgeBy(this.options.allowPrivate), ca } = this.options;
    const addresses = await resolveHost(hostOf(url), resolve, judge);
    signal.throwIfAborted();
    return exchange({ url, method, headers: { 'user-agent': USER_AGENT, ...headers }, body, addresses, maxBytes, signal, ca });
  }
}

/** The name service cannot be interrupted, so the time runs beside it. */
async function raceAgainst<Result>(signal: AbortSignal, { timeoutMs, url }: OutboundRequest, work: Promise<Result>): Promise<Result> {
  const timedOut = () => new OutboundRefusal('timed-out', `${new URL(url).host} did not answer in full, expected it within ${timeoutMs / 1_000} seconds`);
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(timedOut()), { once: true }));
  return Promise.race([work.catch((error: unknown) => Promise.reject(signal.aborted ? timedOut() : error)), aborted]);
}
