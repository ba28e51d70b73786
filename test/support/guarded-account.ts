import { randomUUID } from 'node:crypto';
import { AccountRepository, UnitOfWork } from '@app/persistence';
import { type Answer, ApiClient } from './api-client.js';
import { type ScimAnswer, scimClient, type TestClient } from './scim-client.js';
import { enrolTotp } from './second-factors.js';
import type { TestService } from './start-service.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const PASSWORD = 'correct horse battery staple';

type Told = Answer | ScimAnswer | undefined;

/** Who may be meant by an operation. */
export type PersonName = 'owner' | 'mate';

/**
 * An account that operations try to lock everybody out of: an owner, a mate who is admin and has a password too (both provisioned), and a
 * member without one; verified integrations whose SCIM is on; a brake that holds at the second deactivation.
 */
export class GuardedAccount {
  /** By user id. */
  private readonly passwords = new Map<string, string>();
  private readonly withFactor = new Set<string>();

  private constructor(
    private readonly service: TestService,
    private readonly staff: ApiClient,
    readonly accountId: string,
    readonly ids: Readonly<Record<PersonName | 'member', string>>,
    private readonly mark: string,
    private readonly scim: TestClient,
    private otherScim: TestClient | undefined,
  ) {}

  static async make(service: TestService, staff: ApiClient): Promise<GuardedAccount> {
    const mark = randomUUID().slice(0, 8);
    const named = (name: string) => `${name}@${mark}.example`;
    const accountId = (await staff.post('/api/v1/accounts', { name: mark, owner: { email: named('owner'), password: PASSWORD } })).body.id as string;
    const { app } = service;
    const preferences = { deprovisioningLimit: { people: 1, percent: 1 } };
    await app.get(UnitOfWork, { strict: false }).run((tx) => app.get(AccountRepository, { strict: false }).update(tx, accountId, { preferences }));
    const at = `/api/v1/accounts/${accountId}/users`;
    const owner = (await staff.get(at)).body.items[0].id as string;
    const mate = (await staff.post(at, { email: named('mate'), role: 'admin' })).body.id as string;
    const member = (await staff.post(at, { email: named('member') })).body.id as string;
    const scim = await scimClient(service, { accountId });
    const account = new GuardedAccount(service, staff, accountId, { owner, mate, member }, mark, scim, undefined);
    account.passwords.set(owner, PASSWORD);
    await account.setPassword('mate');
    return account;
  }

  /** Whether an owner can sign in by password in fact; a second factor that is asked for counts as one that is there. */
  async wayIn(): Promise<string | undefined> {
    const users: any[] = (await this.staff.get(this.path('/users?limit=200'))).body.items;
    for (const { id, role, signInEmail } of users) {
      const password = this.passwords.get(id as string);
      if (role !== 'owner' || signInEmail === null || password === undefined) continue;
      const { status, body } = await this.from().post('/api/v1/session', { email: signInEmail, password, accountId: this.accountId });
      if (status === 201 && body.user.id === id && body.role === 'owner') return signInEmail as string;
      if (status === 401 && body.code === 'second_factor_required' && this.withFactor.has(id as string)) return signInEmail as string;
    }
    return undefined;
  }

  // The administrators, with all rights that there are.
  change = (who: PersonName | 'member', changes: object): Promise<Told> => this.staff.patch(this.path(`/users/${this.ids[who]}`), changes);
  delete = (who: PersonName): Promise<Told> => this.staff.delete(this.path(`/users/${this.ids[who]}`));
  rename = (who: PersonName): Promise<Told> => this.change(who, { email: this.address('renamed'), userName: this.address('renamed') });
  account = (changes: object): Promise<Told> => this.staff.patch(this.path(''), changes);
  integration = (method: string, path: string, body?: unknown): Promise<Told> => this.staff.send(method, this.path(`/integrations/${this.scim.integrationId}${path}`), body);
  takeOver = async (): Promise<Told> => this.integration('POST', '/takeover', { from: (await this.other()).integrationId });
  endSessions = (who: PersonName): Promise<Told> => this.staff.delete(this.path(`/users/${this.ids[who]}/sessions`));
  resetLink = (who: PersonName): Promise<Told> => this.staff.post(this.path(`/users/${this.ids[who]}/password-reset`));
  deleteOtherIntegration = async (): Promise<Told> => this.staff.delete(this.path(`/integrations/${(await this.other()).integrationId}`));

  async setPassword(who: PersonName): Promise<Told> {
    const password = `a password that is new ${this.passwords.size} ${who}`;
    const answer = (await this.change(who, { password })) as Answer;
    if (answer.status === 200) this.passwords.set(this.ids[who], password);
    return answer;
  }

  async removeSecondFactors(who: PersonName): Promise<Told> {
    const answer = await this.staff.delete(this.path(`/users/${this.ids[who]}/second-factors`));
    if (answer.status < 300) this.withFactor.delete(this.ids[who]);
    return answer;
  }

  // The person himself, signed in by password.
  async byHimself(who: PersonName, act: (client: ApiClient) => Promise<Told>): Promise<Told> {
    const email = (await this.staff.get(this.path(`/users/${this.ids[who]}`))).body.signInEmail as string | null;
    const { headers, status } = await this.from().post('/api/v1/session', { email: email ?? '', password: this.passwords.get(this.ids[who]), accountId: this.accountId });
    if (status !== 201) return undefined;
    return act(ApiClient.withCookie(this.service.url, (headers.getSetCookie()[0] as string).split(';', 1)[0] as string));
  }

  addSecondFactor = (who: PersonName): Promise<Told> =>
    this.byHimself(who, async (client) => {
      await enrolTotp(client);
      this.withFactor.add(this.ids[who]);
      return undefined;
    });

  changePassword = (who: PersonName): Promise<Told> =>
    this.byHimself(who, async (client) => {
      const newPassword = `a password of his own ${randomUUID()}`;
      const answer = await client.put('/api/v1/session/password', { currentPassword: this.passwords.get(this.ids[who]), newPassword });
      if (answer.status === 204) this.passwords.set(this.ids[who], newPassword);
      return answer;
    });

  leave = (who: PersonName, changes: object | undefined): Promise<Told> =>
    this.byHimself(who, (client) => (changes ? client.patch(this.path(`/users/${this.ids[who]}`), changes) : client.delete(this.path(`/users/${this.ids[who]}`))));

  // The provisioning clients.
  provision = async (who: PersonName, changes: object): Promise<Told> => {
    const { status, body } = await this.scim.get(`/Users/${this.ids[who]}`);
    return status === 200 ? this.scim.put(`/Users/${this.ids[who]}`, { ...body, ...changes }) : undefined;
  };
  patch = (who: PersonName, value: object): Promise<Told> => this.scim.patch(`/Users/${this.ids[who]}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value }] });
  deprovision = (who: PersonName): Promise<Told> => this.scim.delete(`/Users/${this.ids[who]}`);
  renameByScim = (who: PersonName): Promise<Told> => this.provision(who, { userName: this.address('by-scim'), emails: [{ value: this.address('by-scim'), primary: true }] });
  createAs = (who: PersonName): Promise<Told> => this.scim.post('/Users', { schemas: [CORE_USER], userName: this.address(who), emails: [{ value: this.address(who), primary: true }], active: false });

  /** Everybody whom SCIM shows. */
  async deprovisionAll(): Promise<Told> {
    const other = await this.other();
    const { body } = await other.get('/Users?count=50');
    for (const { id } of (body?.Resources ?? []) as { id: string }[]) refuseFault(await other.delete(`/Users/${id}`));
    return undefined;
  }

  /** Made when it is needed: most sequences need one client alone. */
  private other = async (): Promise<TestClient> => (this.otherScim ??= await scimClient(this.service, this));
  private address = (name: string): string => `${name}@${this.mark}.example`;
  private path = (path: string): string => `/api/v1/accounts/${this.accountId}${path}`;
  /** Each attempt from an address of its own: failures of one are no matter of the other. */
  private from = (): ApiClient => ApiClient.anonymous(this.service.url).with({ 'x-forwarded-for': `10.${Array.from({ length: 3 }, () => Math.floor(Math.random() * 255)).join('.')}` });
}

/** An operation may be refused; it may not fail. */
export function refuseFault(answer: Told): void {
  if (answer && answer.status >= 500) throw new Error(`An operation has failed: ${answer.status} ${JSON.stringify(answer.body)}`);
}
