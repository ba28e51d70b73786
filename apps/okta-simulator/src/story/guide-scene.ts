import { HttpExchanger } from '../scim/http-exchange.js';
import type { RunningSimulator } from '../start-okta-simulator.js';
import { AdminApi } from './admin-api.js';
import { Browser } from './browser.js';
import type { Step } from './story.js';

export interface Service {
  /** As browsers and Okta see it. */
  readonly url: string;
  readonly ownerEmail: string;
  readonly ownerPassword: string;
}

export interface User {
  readonly id: string;
  readonly userName: string;
  readonly email: string;
  readonly active: boolean;
  readonly role: string;
  readonly firstPhone: string | null;
}

export interface Integration {
  readonly id: string;
  readonly uniqueIdentifier: string;
  readonly acsUrl: string;
  readonly audience: string;
  readonly relayState: string;
  readonly status: string;
  readonly scim: { enabled: boolean; baseUrl: string; username?: string; password?: string };
}

/** The stage of the guide: the service, the simulated Okta, the owner at the admin API, and a browser for each person. */
export class GuideScene {
  readonly uniqueIdentifier = 'acme-okta';
  readonly admin: AdminApi;
  accountId = '';
  integrationId = '';
  private readonly browsers = new Map<string, Browser>();

  constructor(
    readonly service: Service,
    readonly simulator: RunningSimulator,
    readonly http = new HttpExchanger(),
  ) {
    this.admin = new AdminApi(http, service.url);
  }

  get okta() {
    return this.simulator.okta;
  }

  get accountPath(): string {
    return `/accounts/${this.accountId}`;
  }

  get integrationPath(): string {
    return `${this.accountPath}/integrations/${this.integrationId}`;
  }

  browserOf(who: string): Browser {
    const browser = this.browsers.get(who) ?? new Browser(this.http);
    this.browsers.set(who, browser);
    return browser;
  }

  async integration(step: Step): Promise<Integration> {
    return (await this.admin.get<Integration>(this.integrationPath, step)).body;
  }

  /** Walks through the pages of the account's users. */
  async userNamed(userName: string, step: Step): Promise<User | undefined> {
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: User[]; nextCursor: string | null } = (
        await this.admin.get<{ items: User[]; nextCursor: string | null }>(
          `${this.accountPath}/users?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
          step,
        )
      ).body;
      const user = page.items.find((candidate) => candidate.userName.toLowerCase() === userName.toLowerCase());
      if (user) return user;
      cursor = page.nextCursor;
    }
    return undefined;
  }

  /** Whose session this person's browser carries: the user's e-mail, or the status of the refusal. */
  async sessionOf(who: string, step: Step): Promise<string | number> {
    const answer = await this.browserOf(who).open(`${this.service.url}/api/v1/session`, step);
    if (answer.status !== 200) return answer.status;
    return (JSON.parse(answer.body) as { user: { userName: string } }).user.userName.toLowerCase();
  }
}
