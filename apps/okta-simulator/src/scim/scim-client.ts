import { STATUS_CODES } from 'node:http';
import type { ScimCredentials } from '../org/model.js';
import type { ExchangeLog } from './exchange-log.js';
import type { HttpAnswer, HttpExchanger, HttpQuestion } from './http-exchange.js';
import { ScimFailure, type ScimRequest, type Send } from './wire.js';

export interface ScimTarget {
  readonly baseUrl: string;
  readonly credentials: ScimCredentials;
}

/** How patient the client is with `429`, the only answer that is tried again. */
export interface Patience {
  /** Okta: 10. */
  readonly attempts: number;
  /** Okta waits as long as it is told; whoever sits in front of a demonstration does not. A longer wait ends the task. */
  readonly longestWaitSeconds: number;
}

export const OKTA_PATIENCE: Patience = { attempts: 10, longestWaitSeconds: Infinity };
const FIRST_WAIT_SECONDS = 300;

interface Tools {
  readonly http: HttpExchanger;
  readonly log: ExchangeLog;
  readonly now: () => Date;
  readonly wait: (seconds: number) => Promise<void>;
  readonly patience: Patience;
}

/** Sends a dialect's requests with its vendor's headers, writes each exchange into the log, and tries `429` again. */
export class ScimClient {
  constructor(
    private readonly target: ScimTarget,
    private readonly vendorHeaders: readonly [string, string][],
    private readonly tools: Tools,
  ) {}

  /** A {@link Send} whose exchanges carry this purpose in the log. */
  for(purpose: string): Send {
    return async (request) => this.understand(await this.patiently(request, purpose));
  }

  private async patiently(request: ScimRequest, purpose: string): Promise<HttpAnswer> {
    const { attempts, longestWaitSeconds } = this.tools.patience;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.exchange(request, attempt === 1 ? purpose : `${purpose} (attempt ${attempt})`);
      if (answer.status !== 429 || attempt > attempts) return answer;
      const seconds = retryAfter(answer) ?? FIRST_WAIT_SECONDS * 2 ** (attempt - 1);
      if (seconds > longestWaitSeconds) return answer;
      await this.tools.wait(seconds);
    }
  }

  private async exchange(request: ScimRequest, purpose: string): Promise<HttpAnswer> {
    const question = this.question(request);
    const { log, http, now } = this.tools;
    const entry = log.begin(now(), purpose, question);
    const started = performance.now();
    try {
      const answer = await http.send(question);
      entry.answer = answer;
      return answer;
    } catch (error) {
      entry.error = (error as Error).message;
      throw new ScimFailure(undefined, `No answer from ${this.target.baseUrl}: ${entry.error}`);
    } finally {
      entry.milliseconds = performance.now() - started;
    }
  }

  private question({ method, path, body }: ScimRequest): HttpQuestion {
    const headers: [string, string][] = [
      ...this.vendorHeaders,
      ['Authorization', authorization(this.target.credentials)],
    ];
    if (body !== undefined) headers.push(['Content-Type', 'application/scim+json; charset=utf-8']);
    const url = this.target.baseUrl.replace(/\/+$/, '') + path;
    return { method, url, headers, body: body === undefined ? undefined : JSON.stringify(body) };
  }

  private understand(answer: HttpAnswer): unknown {
    const body = parse(answer);
    if (answer.status >= 200 && answer.status < 300) return body;
    const { detail, scimType } = (body ?? {}) as { detail?: string; scimType?: string };
    throw new ScimFailure(
      answer.status,
      `${STATUS_CODES[answer.status] ?? answer.status}. Errors reported by remote server: ${detail ?? 'none'}`,
      scimType,
    );
  }
}

function authorization(credentials: ScimCredentials): string {
  if (credentials.mode === 'bearer') return `Bearer ${credentials.token}`;
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

/** Whole seconds only: Okta does not read dates here. */
function retryAfter(answer: HttpAnswer): number | undefined {
  const text = answer.headers['retry-after'];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function parse(answer: HttpAnswer): unknown {
  if (answer.body === '') return undefined;
  try {
    return JSON.parse(answer.body);
  } catch {
    throw new ScimFailure(
      answer.status,
      `Invalid JSON: Unrecognized token '${answer.body.slice(0, 20)}' (status ${answer.status})`,
    );
  }
}
