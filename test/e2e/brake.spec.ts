import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { clientOf, scimClient, type ScimAnswer, type TestClient } from '../support/scim-client.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';
import { verifyMessage, WebhookReceiver } from '../support/webhook-receiver.js';

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

interface Person {
  readonly id: string;
  readonly userName: string;
  readonly [name: string]: unknown;
}

describe.each(engines)('the brake on mass deprovisioning, through HTTP on %s', (engine) => {
  let service: TestService;
  let second: TestService | undefined;
  let staff: ApiClient;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    [service, receiver] = await Promise.all([startTestService(engine), WebhookReceiver.start()]);
    second = engine === 'postgres' ? await startTestService(engine, {}, service.database) : undefined;
    staff = await ApiClient.signIn(service.url, OWNER);
  });
  afterAll(async () => {
    await second?.stop();
    await service.stop();
    await receiver.stop();
  });

  /** A customer with an owner, an integration and so many people whom Okta has provisioned; ten with the owner unless told. */
  const stage = async (count = 9) => {
    const mark = randomUUID().slice(0, 8);
    const credentials = { email: `owner@${mark}.example`, password: 'correct horse battery staple' };
    const account = (await staff.post('/api/v1/accounts', { name: mark, owner: credentials })).body;
    const okta = await scimClient(service, { accountId: account.id });
    const people: Person[] = [];
    for (let number = 1; number <= count; number += 1) people.push((await okta.post('/Users', personNamed(`person${number}@${mark}.example`))).body);
    const path = `/api/v1/accounts/${account.id}/integrations/${okta.integrationId}`;
    const owner = await ApiClient.signIn(service.url, { ...credentials, accountId: account.id });
    return { account, okta, people, owner, path, credentials, mark };
  };
  const personNamed = (userName: string) => ({ schemas: [CORE_USER], userName, name: { givenName: 'Dana', familyName: 'Levi' }, emails: [{ value: userName, primary: true }], active: true });

  const put = (okta: Pick<TestClient, 'put'>, person: Person) => okta.put(`/Users/${person.id}`, { ...person, active: false });
  const patch = (okta: Pick<TestClient, 'patch'>, { id }: Person) => okta.patch(`/Users/${id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { active: false } }] });
  const remove = (okta: Pick<TestClient, 'delete'>, { id }: Person) => okta.delete(`/Users/${id}`);
  const activeOf = async (okta: TestClient, { id }: Person) => (await okta.get(`/Users/${id}`)).body.active;
  const counted = (answers: readonly ScimAnswer[], status: number) => answers.filter((answer) => answer.status === status).length;
  const logOf = async (owner: ApiClient, path: string, find: (record: { status: number; code: string | null; resourceId: string | null }) => boolean) => {
    for (let tries = 0; tries < 50; tries += 1) {
      const found = (await owner.get(`${path}/provisioning-log?limit=200`)).body.items.filter(find);
      if (found.length > 0) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return [];
  };

  it.each([
    ['PUT', put, 200],
    ['PATCH', patch, 200],
    ['DELETE', remove, 204],
  ] as const)('answers 429 with whole seconds and a SCIM error once five people of ten have lost access by %s, and changes nothing', async (_, take, status) => {
    const { okta, people } = await stage();
    for (const person of people.slice(0, 5)) expect((await take(okta, person)).status).toBe(status);
    const held = await take(okta, people[5]!);
    expect(held).toMatchObject({ status: 429, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '429', detail: expect.stringMatching(/^Deprovisioning is paused.*an administrator has said yes.*\(Reference .*\)$/) } });
    expect(held.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(held.headers.get('content-type')).toMatch(/^application\/scim\+json/);
    expect(await okta.get(`/Users/${people[5]!.id}`)).toMatchObject({ status: 200, body: { active: true, meta: { version: 'W/"1"' } } });
    if (status === 200) expect(await activeOf(okta, people[0]!)).toBe(false);
  });

  it('lets exactly five of twelve at once go, over two instances where there are two', async () => {
    const { okta, people } = await stage(12);
    const clients = [okta, ...(second ? [clientOf(second.url, okta.username, okta.password)] : [])];
    const answers = await Promise.all(people.map((person, index) => patch(clients[index % clients.length]!, person)));
    expect([counted(answers, 200), counted(answers, 429)]).toEqual([5, 7]);
    const states = await Promise.all(people.map((person) => activeOf(okta, person)));
    expect(states.filter((active) => active === false)).toHaveLength(5);
  });

  it('shows on the integration that it is paused, how many lost access, how many may, and who waits', async () => {
    const { okta, people, owner, path } = await stage();
    expect((await owner.get(path)).body.scim.brake).toEqual({ state: 'watching', since: null, deactivations: 0, limit: 5, waiting: 0, decidedBy: null, reason: null, allowedUntil: null });
    for (const person of people.slice(0, 8)) await put(okta, person);
    const { body } = await owner.get(path);
    expect(body.scim.brake).toMatchObject({ state: 'paused', since: expect.any(String), deactivations: 5, limit: 5, waiting: 3 });
    expect(body.warnings).toContainEqual({ code: 'provisioning_paused', detail: expect.stringContaining('3 people wait') });
    const list = (await owner.get(path.replace(/\/[^/]+$/, ''))).body.items;
    expect(list[0].scim.brake.state).toBe('paused');
    expect((await owner.get(`${path}/scim/brake`)).body.people).toEqual(people.slice(5, 8).map(({ id, userName }) => ({ id, userName, displayName: null })));
  });

  it('tells whoever may decide by an audit event and a webhook, once', async () => {
    const { account, okta, people, owner } = await stage();
    const hook = `/brake-${account.id}`;
    const { secret } = (await owner.post(`/api/v1/accounts/${account.id}/webhooks`, { name: 'Pager', url: receiver.url + hook, eventTypes: ['provisioning.paused'] })).body;
    for (const person of people) await put(okta, person);
    const [message] = await receiver.until(hook, 1);
    expect(verifyMessage(secret, message!)).toMatchObject({ type: 'provisioning.paused', data: { accountId: account.id, deactivations: 5, limit: 5, integration: { id: okta.integrationId, name: 'Okta' } } });
    const { items } = (await owner.get(`/api/v1/accounts/${account.id}/audit-events?action=provisioning.paused`)).body;
    expect(items).toMatchObject([{ actor: { kind: 'provisioning-client' }, subject: { kind: 'integration', id: okta.integrationId }, after: { deactivations: 5, limit: 5 } }]);
    expect(receiver.at(hook)).toHaveLength(1);
  });

  it('lets the retries go through after a yes; those who were deactivated before stay so', async () => {
    const { okta, people, owner, path } = await stage();
    for (const person of people) await put(okta, person);
    const decided = await owner.post(`${path}/scim/brake`, { decision: 'allow', hours: 2 });
    expect(decided).toMatchObject({ status: 200, body: { state: 'allowed', waiting: 4, decidedBy: expect.stringContaining('owner@') } });
    const hours = (Date.parse(decided.body.allowedUntil) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(1.9);
    expect(hours).toBeLessThanOrEqual(2);
    for (const person of people.slice(5)) expect((await put(okta, person)).status).toBe(200);
    for (const person of people) expect(await activeOf(okta, person)).toBe(false);
    expect((await owner.get(`${path}/scim/brake`)).body).toMatchObject({ state: 'allowed', waiting: 0, people: [] });
    expect((await owner.post(`${path}/scim/brake`, { decision: 'lift' })).body).toMatchObject({ state: 'watching', allowedUntil: null, decidedBy: null });
  });

  it('answers 403 with the reason after a no, until it is lifted; everything else goes on', async () => {
    const { okta, people, owner, path } = await stage();
    for (const person of people.slice(0, 6)) await put(okta, person);
    const reason = 'The assignment in Okta was a mistake';
    expect((await owner.post(`${path}/scim/brake`, { decision: 'refuse', reason })).body).toMatchObject({ state: 'refused', reason, waiting: 0 });
    const refused = await put(okta, people[5]!);
    expect(refused).toMatchObject({ status: 403, body: { status: '403', detail: expect.stringContaining(reason) } });
    expect(refused.headers.get('retry-after')).toBeNull();
    expect((await owner.get(path)).body.warnings).toContainEqual({ code: 'provisioning_refused', detail: expect.any(String) });
    expect((await okta.put(`/Users/${people[6]!.id}`, { ...people[6], title: 'Engineer' })).status).toBe(200);
    expect((await okta.put(`/Users/${people[0]!.id}`, { ...people[0], active: true })).status).toBe(200);
    await owner.post(`${path}/scim/brake`, { decision: 'lift' });
    expect((await put(okta, people[5]!)).status).toBe(200);
  });

  it('holds operations of a bulk likewise, each by itself, with what else is in it carried out', async () => {
    const { okta, people } = await stage();
    const deactivate = ({ id }: Person) => ({ method: 'PATCH', path: `/Users/${id}`, data: { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'active', value: false }] } });
    const rename = { method: 'PATCH', path: `/Users/${people[8]!.id}`, data: { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'title', value: 'Chief' }] } };
    const { body } = await okta.post('/Bulk', { schemas: [BULK], Operations: [...people.slice(0, 8).map(deactivate), rename] });
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual([...Array<string>(5).fill('200'), ...Array<string>(3).fill('429'), '200']);
    expect(body.Operations[6].response.detail).toMatch(/^Deprovisioning is paused/);
    expect(await activeOf(okta, people[7]!)).toBe(true);
  });

  it('takes no part in changes of groups, which take access from nobody', async () => {
    const { okta, people } = await stage();
    const members = people.map(({ id }) => ({ value: id }));
    const group = (await okta.post('/Groups', { displayName: 'Everybody', members })).body;
    expect((await okta.patch(`/Groups/${group.id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'members', value: [] }] })).status).toBe(204);
    expect((await okta.delete(`/Groups/${group.id}`)).status).toBe(204);
    for (const person of people) expect(await activeOf(okta, person)).toBe(true);
    expect((await put(okta, people[0]!)).status).toBe(200);
  });

  it('notes what was held back in the provisioning log, with its code', async () => {
    const { okta, people, owner, path } = await stage();
    for (const person of people.slice(0, 6)) await put(okta, person);
    const [record] = await logOf(owner, path, ({ resourceId, status }) => status === 429 && resourceId === people[5]!.id);
    expect(record).toMatchObject({ method: 'PUT', code: 'provisioning_paused', detail: expect.stringContaining('paused'), changes: { heldBack: `access of ${people[5]!.userName}` }, reference: expect.stringMatching(/^.{4}-.{4}-.{4}$/) });
  });

  it('keeps the session of a person whose deactivation it holds back, and ends it with the deactivation', async () => {
    const { account, okta, people, owner, path, mark } = await stage(8);
    const credentials = { email: `insider@${mark}.example`, password: 'a password of the insider' };
    const insider = (await owner.post(`/api/v1/accounts/${account.id}/users`, credentials)).body;
    const session = await ApiClient.signIn(service.url, credentials);
    for (const person of people.slice(0, 6)) await put(okta, person);
    const leaving = await okta.get(`/Users/${insider.id}`);
    expect((await put(okta, leaving.body)).status).toBe(429);
    expect((await session.get('/api/v1/session')).status).toBe(200);
    await owner.post(`${path}/scim/brake`, { decision: 'allow' });
    expect((await put(okta, leaving.body)).status).toBe(200);
    expect((await session.get('/api/v1/session')).status).toBe(401);
  });

  it('holds to the preferences of the account, which its owners set', async () => {
    const { account, okta, people, owner } = await stage();
    const address = `/api/v1/accounts/${account.id}`;
    expect((await owner.get(address)).body.preferences).toEqual({ deprovisioningLimit: { percent: 20, people: 5 } });
    expect((await owner.patch(address, { preferences: { deprovisioningLimit: { people: 2 } } })).body.preferences).toEqual({ deprovisioningLimit: { percent: 20, people: 2 } });
    const answers = [];
    for (const person of people.slice(0, 4)) answers.push((await put(okta, person)).status);
    expect(answers).toEqual([200, 200, 429, 429]);
    const { items } = (await owner.get(`${address}/audit-events?action=account.changed`)).body;
    expect(items).toMatchObject([{ before: { deprovisioningLimit: { percent: 20, people: 5 } }, after: { deprovisioningLimit: { percent: 20, people: 2 } } }]);
  });

  it.each([
    [{ deprovisioningLimit: { percent: 0 } }],
    [{ deprovisioningLimit: { percent: 101 } }],
    [{ deprovisioningLimit: { people: 0 } }],
    [{ deprovisioningLimit: { people: 1.5 } }],
    [{ deprovisioningLimit: { percent: '20' } }],
    [{ deprovisioningLimit: null }],
    [{ deprovisioningLimit: { minutes: 5 } }],
    [{ anything: true }],
    [[]],
  ])('refuses the preferences %j', async (preferences) => {
    const { account, owner } = await stage(0);
    expect(await owner.patch(`/api/v1/accounts/${account.id}`, { preferences })).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
  });

  it.each([
    [{}],
    [{ decision: 'yes' }],
    [{ decision: 'allow', hours: 0 }],
    [{ decision: 'allow', hours: 169 }],
    [{ decision: 'refuse', reason: 7 }],
    [{ decision: 'refuse', reason: 'x'.repeat(501) }],
  ])('refuses the decision %j', async (decision) => {
    const { owner, path } = await stage(0);
    expect(await owner.post(`${path}/scim/brake`, decision)).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
  });

  it('says what there is to lift, and knows no integration of another account', async () => {
    const { okta, people, owner, path } = await stage();
    expect(await owner.post(`${path}/scim/brake`, { decision: 'lift' })).toMatchObject({ status: 409, body: { code: 'brake_not_decided' } });
    for (const person of people.slice(0, 6)) await put(okta, person);
    expect(await owner.post(`${path}/scim/brake`, { decision: 'lift' })).toMatchObject({ status: 409, body: { code: 'brake_undecided' } });
    const foreign = await stage(0);
    const mixed = foreign.path.replace(/[^/]+$/, okta.integrationId);
    expect(await foreign.owner.get(`${mixed}/scim/brake`)).toMatchObject({ status: 404, body: { code: 'integration_unknown' } });
    expect(await foreign.owner.post(`${mixed}/scim/brake`, { decision: 'allow' })).toMatchObject({ status: 404, body: { code: 'integration_unknown' } });
    expect((await put(okta, people[6]!)).status).toBe(429);
  });

  it('refuses no change of names, but tells of many: those before find nobody at sign-in any more', async () => {
    const { account, okta, people, owner, path } = await stage(8);
    const rename = async (person: Person, email = person.userName) => {
      const { status } = await okta.put(`/Users/${person.id}`, { ...person, userName: `new-${person.userName}`, emails: [{ value: email, primary: true }] });
      expect(status).toBe(200);
    };
    const hook = `/names-${account.id}`;
    const { secret } = (await owner.post(`/api/v1/accounts/${account.id}/webhooks`, { name: 'Pager', url: receiver.url + hook, eventTypes: ['provisioning.names_changed'] })).body;
    const told = async () => (await owner.get(`/api/v1/accounts/${account.id}/audit-events?action=provisioning.names_changed`)).body.items;
    // The e-mail address is what they were called before: by it they are found still.
    for (const person of people) await rename(person);
    expect(await told()).toEqual([]);
    for (const person of people.slice(0, 6)) await okta.put(`/Users/${person.id}`, { ...person, userName: `newer-${person.userName}`, emails: [{ value: `newer-${person.userName}`, primary: true }] });
    expect(await told()).toMatchObject([{ subject: { id: okta.integrationId }, after: { changes: 6, limit: 5 } }]);
    const [message] = await receiver.until(hook, 1);
    expect(verifyMessage(secret, message!)).toMatchObject({ type: 'provisioning.names_changed', data: { accountId: account.id, changes: 6, limit: 5, integration: { id: okta.integrationId } } });
    expect((await owner.get(path)).body.warnings).toContainEqual(expect.objectContaining({ code: 'names_changed' }));
    for (const person of people.slice(6)) await okta.put(`/Users/${person.id}`, { ...person, userName: `newer-${person.userName}`, emails: [{ value: `newer-${person.userName}`, primary: true }] });
    expect(await told()).toHaveLength(1);
    expect((await okta.get(`/Users/${people[0]?.id}`)).body).toMatchObject({ active: true, userName: `newer-${people[0]?.userName}` });
  });
});
