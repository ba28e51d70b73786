import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { gunzipSync, inflateSync } from 'node:zlib';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpQuestion {
  readonly method: string;
  readonly url: string;
  /** In this order and in this case on the wire. */
  readonly headers: readonly [string, string][];
  readonly body?: string;
}

/** Okta closes the socket after 60 seconds without an answer. */
const TIME_OUT = 60_000;

/**
 * A plain HTTP exchange with connections kept alive. `fetch` would lower the case of the headers and add its own;
 * what arrives must be what the vendor sends.
 */
export class HttpExchanger {
  private readonly http = new HttpAgent({ keepAlive: true, maxSockets: 50 });
  private readonly https = new HttpsAgent({ keepAlive: true, maxSockets: 50 });

  send(question: HttpQuestion): Promise<HttpAnswer> {
    const url = new URL(question.url);
    const secure = url.protocol === 'https:';
    const headers = question.headers.flat();
    headers.push('Host', url.host);
    if (question.body !== undefined) headers.push('Content-Length', String(Buffer.byteLength(question.body)));
    return new Promise((resolve, reject) => {
      const options = { method: question.method, headers, agent: secure ? this.https : this.http, timeout: TIME_OUT };
      const sent = (secure ? httpsRequest : httpRequest)(url, options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const body = decode(Buffer.concat(chunks), answer.headers['content-encoding']);
          resolve({ status: answer.statusCode ?? 0, headers: flatten(answer.headers), body });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer within 60 seconds')));
      sent.on('error', reject);
      sent.end(question.body);
    });
  }

  close(): void {
    this.http.destroy();
    this.https.destroy();
  }
}

function decode(body: Buffer, encoding: string | undefined): string {
  if (encoding === 'gzip') return gunzipSync(body).toString();
  if (encoding === 'deflate') return inflateSync(body).toString();
  return body.toString();
}

function flatten(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
