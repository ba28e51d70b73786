import type { HttpExchanger } from '../scim/http-exchange.js';
import type { Step } from './story.js';

export interface ApiAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
}

/** The service's admin API, `/api/v1`, as an OpenAPI client would use it with the session of a password sign-in. */
export class AdminApi {
  private cookie: string | undefined;

  constructor(
    private readonly http: HttpExchanger,
    private readonly baseUrl: string,
  ) {}

  async signIn(email: string, password: string, step: Step): Promise<ApiAnswer> {
    this.cookie = undefined;
    const answer = await this.call('POST', '/session', { email, password }, step);
    return answer;
  }

  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body: unknown,
    step: Step,
  ): Promise<ApiAnswer<Body>> {
    const headers: [string, string][] = [['Accept', 'application/json']];
    if (body !== undefined) headers.push(['Content-Type', 'application/json']);
    if (this.cookie) headers.push(['Cookie', this.cookie]);
    const answer = await this.http.send({
      method,
      url: `${this.baseUrl}/api/v1${path}`,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    this.cookie = answer.headers['set-cookie']?.split(';')[0] ?? this.cookie;
    const parsed = parse(answer.body);
    step.exchanged(
      `${method} /api/v1${path}${body === undefined ? '' : ` ${told(body)}`}`,
      `${answer.status} ${told(parsed)}`,
    );
    return { status: answer.status, body: parsed as Body };
  }

  get<Body = Record<string, unknown>>(path: string, step: Step): Promise<ApiAnswer<Body>> {
    return this.call<Body>('GET', path, undefined, step);
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return { text: text.slice(0, 200) };
  }
}

const SECRET = /^(password|token|key|secret|metadataXml)$/;
const WIDTH = 220;

/** JSON for the terminal: without secrets, and short. */
export function told(value: unknown): string {
  const text =
    JSON.stringify(value, (name, member: unknown) =>
      SECRET.test(name) && typeof member === 'string' ? '•••' : member,
    ) ?? '';
  return text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text;
}
