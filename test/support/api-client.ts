/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import { OWNER } from './start-service.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text. */
  readonly body: any;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly accountId?: string;
}

/** A caller of the admin API, with a session cookie or an API key. */
export class ApiClient {
  private constructor(
    readonly url: string,
    private readonly credentials: Readonly<Record<string, string>>,
    /** What the sign-in answered. */
    readonly session?: any,
  ) {}

  static anonymous(url: string): ApiClient {
    return new ApiClient(url, {});
  }

  static withKey(url: string, key: string): ApiClient {
    return new ApiClient(url, { authorization: `Bearer ${key}` });
  }

  static withCookie(url: string, cookie: string): ApiClient {
    return new ApiClient(url, { cookie });
  }

  /** By password; the first owner unless told. @throws Error where that is refused */
  static async signIn(url: string, credentials: Credentials = OWNER): Promise<ApiClient> {
    const answer = await ApiClient.anonymous(url).post('/api/v1/session', credentials);
    const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
    if (answer.status !== 201 || !cookie) throw new Error(`No session for ${credentials.email}: ${JSON.stringify(answer.body)}`);
    return new ApiClient(url, { cookie }, answer.body);
  }

  /** The same caller, with more headers. */
  with(headers: Readonly<Record<string, string>>): ApiClient {
    return new ApiClient(this.url, { ...this.credentials, ...headers }, this.session);
  }

  /** The same caller at another instance. */
  at(url: string): ApiClient {
    return new ApiClient(url, this.credentials, this.session);
  }

  get = (path: string): Promise<Answer> => this.send('GET', path);
  delete = (path: string): Promise<Answer> => this.send('DELETE', path);
  post = (path: string, body?: unknown): Promise<Answer> => this.send('POST', path, body);
  put = (path: string, body?: unknown): Promise<Answer> => this.send('PUT', path, body);
  patch = (path: string, body?: unknown): Promise<Answer> => this.send('PATCH', path, body);

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { accept: 'application/json', ...this.credentials, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(this.url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  }
}

/** The cookie that an answer sets, as it is sent back. */
export function cookieOf({ headers }: Pick<Answer, 'headers'>): string {
  return (headers.getSetCookie()[0] ?? '').split(';', 1)[0] as string;
}
