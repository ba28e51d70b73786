import { OWNER } from './start-service.js';

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where there is none. */
  readonly body: Body;
}

/** Who uses the admin API as a browser does: with the session's cookie. */
export class AccountClient {
  private constructor(
    readonly url: string,
    readonly accountId: string,
    readonly userId: string,
    readonly cookie: string,
  ) {}

  static async signIn(url: string, credentials: { email: string; password: string } = OWNER): Promise<AccountClient> {
    const response = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(credentials) });
    if (response.status !== 201) throw new Error(`No sign-in: ${response.status} ${await response.text()}`);
    const { account, user } = (await response.json()) as { account: { id: string }; user: { id: string } };
    return new AccountClient(url, account.id, user.id, (response.headers.get('set-cookie') ?? '').split(';', 1)[0] as string);
  }

  /** The same person at another instance, or in another account. */
  at(place: { url?: string; accountId?: string }): AccountClient {
    return new AccountClient(place.url ?? this.url, place.accountId ?? this.accountId, this.userId, this.cookie);
  }

  /** @param path below /api/v1/accounts/{accountId}, or from the root where it begins with a slash */
  async call<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const address = path.startsWith('/') ? this.url + path : `${this.url}/api/v1/accounts/${this.accountId}/${path}`;
    const headers = { cookie: this.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(address, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  }
}
