import type { HttpAnswer, HttpExchanger } from '../scim/http-exchange.js';
import type { SignInForm } from '../saml/identity-provider.js';
import type { Step } from './story.js';

const USER_AGENT = 'Mozilla/5.0 (simulated browser)';

/** As much of a browser as a sign-in needs: cookies by host, redirects one at a time, and the headers that say where a post comes from. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();

  constructor(private readonly http: HttpExchanger) {}

  open(url: string, step: Step): Promise<HttpAnswer> {
    return this.send(step, 'GET', url, [['Accept', 'text/html']]);
  }

  /** A form posted from a page of `from`. */
  post(url: string, fields: Record<string, string>, from: string, step: Step): Promise<HttpAnswer> {
    const site = new URL(url).origin === from ? 'same-origin' : 'cross-site';
    const headers: [string, string][] = [
      ['Accept', 'text/html'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Origin', from],
      ['Sec-Fetch-Site', site],
    ];
    return this.send(step, 'POST', url, headers, new URLSearchParams(fields).toString());
  }

  /** Posts a response as the tile's page does. */
  signIn(form: SignInForm, from: string, step: Step): Promise<HttpAnswer> {
    return this.post(form.action, form.fields, from, step);
  }

  private async send(
    step: Step,
    method: string,
    url: string,
    headers: [string, string][],
    body?: string,
  ): Promise<HttpAnswer> {
    const jar = this.jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const all: [string, string][] = [
      ['User-Agent', USER_AGENT],
      ...headers,
      ...(cookie ? [['Cookie', cookie] as [string, string]] : []),
    ];
    const answer = await this.http.send({ method, url, headers: all, body });
    const set = this.keep(jar, answer.headers['set-cookie']);
    step.exchanged(
      `${method} ${url.split('?')[0]}`,
      [answer.status, answer.headers['location'], set && 'cookie set', titleOf(answer)].filter(Boolean).join(' '),
    );
    return answer;
  }

  private jarOf(url: string): Map<string, string> {
    const { hostname } = new URL(url);
    const jar = this.cookies.get(hostname) ?? new Map<string, string>();
    this.cookies.set(hostname, jar);
    return jar;
  }

  /** Whether a cookie was set; `Max-Age=0` or an empty value takes it away. */
  private keep(jar: Map<string, string>, header: string | undefined): boolean {
    let set = false;
    for (const line of header?.split(/, (?=[^;,]+=)/) ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!name) continue;
      if (!value || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
      set ||= jar.has(name);
    }
    return set;
  }
}

function titleOf(answer: HttpAnswer): string | undefined {
  return /<title>([^<]*)<\/title>/.exec(answer.body)?.[1]?.trim();
}
