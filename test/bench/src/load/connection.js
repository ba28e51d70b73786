import { Client } from 'undici';

/** One kept-alive connection with one request under way at a time. */
export class Connection {
  constructor(origin) {
    this.client = new Client(origin, { pipelining: 1, keepAliveTimeout: 60_000, headersTimeout: 120_000, bodyTimeout: 120_000 });
  }

  /** @returns {Promise<{status: number, headers: Buffer[], text: string}>} */
  send({ method, path, headers, body }) {
    return new Promise((resolve, reject) => {
      const answer = { status: 0, headers: [], text: '' };
      const chunks = [];
      this.client.dispatch(
        { method, path, headers, body },
        {
          onConnect() {},
          onHeaders(status, rawHeaders) {
            answer.status = status;
            answer.headers = rawHeaders;
            return true;
          },
          onData(chunk) {
            chunks.push(chunk);
            return true;
          },
          onComplete() {
            answer.text = (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)).toString('utf8');
            resolve(answer);
          },
          onError: reject,
        },
      );
    });
  }

  close() {
    return this.client.destroy();
  }
}

/** The value of a header in undici's raw list. */
export function headerOf({ headers }, name) {
  for (let index = 0; index < headers.length; index += 2) if (headers[index].toString().toLowerCase() === name) return headers[index + 1].toString();
  return undefined;
}
