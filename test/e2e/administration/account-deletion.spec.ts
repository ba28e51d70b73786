/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import { AuditTrail, systemActor } from '@app/audit';
import { RemoveLateLines } from '@app/housekeeping';
import { IssueOwnerRecovery } from '@app/directory';
import { generateSync } from 'otplib';
import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { runStatement, tablesOf } from '../../support/run-statement.js';
import { SamlIdentityProvider } from '../../support/saml-identity-provider.js';
import { clientOf } from '../../support/scim-client.js';
import { SignInStage } from '../../support/sign-in-stage.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

describe.each(engines)('the deletion of an account on %s', (engine) => {
  let stage: SignInStage;
  let staff: ApiClient;
  let receiver: WebhookReceiver;

  const database = () => stage.service.database;
  const rowsOf = (table: string) => runStatement(database(), `SELECT * FROM "${table}"`);
  const carried = async (answer: Promise<{ status: number; body: any }>) => {
    const { status, body } = await answer;
    if (status >= 400) throw new Error(JSON.stringify(body));
    return body;
  };
  const tablesOfAccounts = async () => {
    const found = [];
    for (const table of await tablesOf(database())) {
      const columns = engine === 'sqlite' ? `SELECT name FROM pragma_table_info('${table}')` : `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}'`;
      if ((await runStatement<{ name: string }>(database(), columns)).some(({ name }) => name === 'account_id')) found.push(table);
    }
    return found;
  };
  const countsOf = async (accountId: string) => {
    const counts: Record<string, number> = {};
    for (const table of await tablesOfAccounts()) counts[table] = Number((await runStatement<{ total: unknown }>(database(), `SELECT COUNT(*) AS total FROM "${table}" WHERE account_id = '${accountId}'`))[0]?.total);
    return counts;
  };
  const whereIs = async (ids: readonly string[]) => {
    const tables = [];
    for (const table of await tablesOf(database())) if (ids.some((id) => id) && (await rowsOf(table)).some((row) => ids.some((id) => JSON.stringify(row).includes(id)))) tables.push(table);
    return tables;
  };

  /** An account that has something of everything. */
  const fill = async (name: string) => {
    const person = { email: `owner@${name}.example`, password: `the owner of ${name}` };
    const account = await carried(staff.post('/api/v1/accounts', { name, owner: person }));
    const base = `/api/v1/accounts/${account.id}`;
    const owner = await ApiClient.signIn(stage.url, person);
    const staffKey = await carried(staff.post(`${base}/api-keys`, { name: 'of staff', scopes: ['all'] }));
    await carried(owner.post(`${base}/api-keys`, { name: 'of the owner', scopes: ['all'] }));
    const dana = await carried(owner.post(`${base}/users`, { email: `dana@${name}.example` }));
    await carried(owner.post(`${base}/users/${dana.id}/password-reset`));
    const webhook = await carried(owner.post(`${base}/webhooks`, { name: 'CRM', url: `${receiver.url}/${name}` }));
    await carried(owner.post(`${base}/webhooks/${webhook.id}/test`));
    await receiver.until(`/${name}`, 1);
    const okta = await SamlIdentityProvider.create({ entityId: `http://www.okta.com/${name}` });
    const entityId = `${stage.url}/sso/acs/${name}`;
    const integration = await carried(owner.post(`${base}/integrations`, { provider: 'okta', entityId, metadataXml: okta.metadata() }));
    await carried(owner.post(`${base}/integrations/${integration.id}/setup-links`));
    await fetch(`${stage.url}/sso/login/${name}`, { redirect: 'manual' });
    const response = await stage.post(await okta.issue({ nameId: `dana@${name}.example`, audience: entityId, recipient: stage.acsUrl }), { relayState: name });
    expect([response.status, response.headers.get('location')]).toEqual([303, expect.stringContaining('code=')]);
    const { scim } = await carried(owner.put(`${base}/integrations/${integration.id}/scim`, { enabled: true }));
    const client = clientOf(stage.url, scim.username, scim.password);
    const omar = (await client.post('/Users', { schemas: [USER], userName: `omar@${name}.example`, externalId: '00u1', emails: [{ value: `omar@${name}.example` }] })).body;
    const group = (await client.post('/Groups', { schemas: [GROUP], displayName: 'Support', members: [{ value: omar.id }] })).body;
    await client.patch(`/Users/${omar.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'active', value: false }] });
    const begun = await carried(owner.post('/api/v1/session/second-factors/totp'));
    await carried(owner.post('/api/v1/session/second-factors/totp/confirm', { enrolment: begun.enrolment, name: 'Telephone', code: generateSync({ secret: begun.secret }) }));
    await ApiClient.anonymous(stage.url).post('/api/v1/session', person);
    await stage.part(IssueOwnerRecovery).issue(account.id, { withoutSecondFactor: false }, systemActor);
    return { id: account.id as string, name, owner, staffKey, client, ids: [account.id, account.owner.id, dana.id, omar.id, group.id, webhook.id, integration.id, staffKey.id] as string[] };
  };

  beforeAll(async () => {
    [stage, receiver] = await Promise.all([SignInStage.start(engine, { APP_URL: 'https://application.example/' }), WebhookReceiver.start()]);
    staff = await ApiClient.signIn(stage.url);
  }, 60_000);
  afterAll(async () => {
    await stage?.stop();
    await receiver?.stop();
  });

  it('takes everything of it, in every table that there is, and nothing of another', async () => {
    const [acme, other] = [await fill(`acme-${engine}`), await fill(`other-${engine}`)];
    await until(async () => Object.values(await countsOf(acme.id)).every((count) => count > 0));
    const ofOther = await countsOf(other.id);
    expect(Object.entries(await countsOf(acme.id)).filter(([, count]) => count === 0)).toEqual([]);

    const preview = await staff.get(`/api/v1/accounts/${acme.id}/deletion-preview`);
    expect(preview.body).toMatchObject({ account: { id: acme.id, name: acme.name }, contents: { users: 3, groups: 1, integrations: 1, apiKeys: 2, webhooks: 1 } });
    const gone = await staff.delete(`/api/v1/accounts/${acme.id}?confirm=${acme.name}`);
    expect([gone.status, gone.body]).toEqual([204, '']);

    await new Promise((resolve) => setTimeout(resolve, 1_500)); // what is logged beside the requests
    expect(Object.entries(await countsOf(acme.id)).filter(([, count]) => count > 0)).toEqual([]);
    expect(await whereIs(acme.ids)).toEqual(['audit_events']);
    expect(await countsOf(other.id)).toEqual(ofOther);
    expect((await other.owner.get('/api/v1/session')).status).toBe(200);
  }, 90_000);

  it('ends sessions, keys, sign-in and provisioning at once, and leaves one audit event with whoever did it', async () => {
    const account = await fill(`ended-${engine}`);
    await staff.delete(`/api/v1/accounts/${account.id}?confirm=${account.name}`);
    expect((await account.owner.get('/api/v1/session')).status).toBe(401);
    expect((await ApiClient.withKey(stage.url, account.staffKey.key).get(`/api/v1/accounts/${account.id}`)).status).toBe(401);
    expect((await account.client.get('/Users')).status).toBe(401);
    expect((await fetch(`${stage.url}/sso/login/${account.name}`, { redirect: 'manual' })).status).toBe(404);
    expect((await staff.get(`/api/v1/accounts/${account.id}`)).body.code).toBe('account_unknown');
    const [event, ...more] = (await staff.get(`/api/v1/accounts/${staff.session.account.id}/audit-events?subjectId=${account.id}`)).body.items;
    expect(more).toEqual([]);
    expect(event).toMatchObject({ action: 'account.deleted', actor: { id: staff.session.user.id }, subject: { kind: 'account', id: account.id, name: account.name }, before: { name: account.name, users: 3, integrations: 1 }, after: null });
  }, 60_000);

  it('asks for the name of the account, and changes nothing without it', async () => {
    const { id } = await carried(staff.post('/api/v1/accounts', { name: 'Careful & Sons', owner: { email: 'owner@careful.example' } }));
    for (const query of ['', '?confirm=', '?confirm=careful%20%26%20sons', '?confirm=yes']) expect((await staff.delete(`/api/v1/accounts/${id}${query}`)).body).toMatchObject({ status: 400, code: 'deletion_unconfirmed', hint: expect.any(String) });
    expect((await staff.get(`/api/v1/accounts/${id}`)).status).toBe(200);
    expect((await staff.delete(`/api/v1/accounts/${id}?confirm=${encodeURIComponent('Careful & Sons')}`)).status).toBe(204);
  });

  it('refuses one’s own account, so that one is always left', async () => {
    const { id, name } = staff.session.account;
    expect((await staff.delete(`/api/v1/accounts/${id}?confirm=${encodeURIComponent(name)}`)).body).toMatchObject({ status: 409, code: 'own_account' });
  });

  it('is for staff alone', async () => {
    const person = { email: `owner@mine-${engine}.example`, password: 'the owner of mine' };
    const { id } = await carried(staff.post('/api/v1/accounts', { name: 'Mine', owner: person }));
    const owner = await ApiClient.signIn(stage.url, person);
    expect((await owner.delete(`/api/v1/accounts/${id}?confirm=Mine`)).body.code).toBe('forbidden');
    expect((await owner.get(`/api/v1/accounts/${id}/deletion-preview`)).body.code).toBe('forbidden');
  });

  it('takes the lines, too, that a request under way logs after it', async () => {
    const { id } = await carried(staff.post('/api/v1/accounts', { name: 'Late', owner: { email: 'owner@late.example' } }));
    await staff.delete(`/api/v1/accounts/${id}?confirm=Late`);
    await stage.write((tx) => stage.part(AuditTrail).record(tx, { accountId: id, action: 'test.late', actor: systemActor, subject: { kind: 'test', id: null } }));
    expect((await countsOf(id)).audit_events).toBe(1);
    // By itself, whether it is due again or not.
    await stage.part(RemoveLateLines).run(() => true);
    expect((await countsOf(id)).audit_events).toBe(0);
    expect((await staff.get(`/api/v1/accounts/${staff.session.account.id}/audit-events?subjectId=${id}`)).body.items).toHaveLength(1);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60 && !(await condition()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
}
