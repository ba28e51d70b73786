import { newId } from '@app/kernel';
import { ProvisioningRecordRepository, SignInAttemptRepository } from '@app/persistence';
import { v7 } from 'uuid';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { SignInStage } from '../support/sign-in-stage.js';

const DAY = 24 * 60 * 60 * 1000;
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

describe.each(engines)('the activity of an integration on %s', (engine) => {
  let stage: SignInStage;
  let admin: ApiClient;
  let at: string;
  let id: string;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    admin = await ApiClient.signIn(stage.url);
    const accountId = admin.session.account.id as string;
    at = `/api/v1/accounts/${accountId}/integrations`;
    ({ id } = await stage.addIntegration(accountId, { identityProvider: await SamlIdentityProvider.create() }));
  });
  afterAll(() => stage.stop());

  async function signIn(daysAgo: number, outcome: string): Promise<number> {
    const when = Date.now() - daysAgo * DAY;
    const line = { id: v7({ msecs: when }), at: when, outcome, accountId: null, integrationId: id, userId: null, reference: 'R', address: null, subject: null, detail: null, hint: null, assertion: null };
    await stage.write((tx) => stage.part(SignInAttemptRepository).insert(tx, line));
    return when;
  }

  async function request(daysAgo: number, method: string, status: number): Promise<void> {
    const when = Date.now() - daysAgo * DAY;
    const line = { id: v7({ msecs: when }), at: when, method, status, accountId: null, integrationId: id, path: '/Users', code: null, reference: 'R', address: null, resourceId: null, detail: null, changes: null };
    await stage.write((tx) => stage.part(ProvisioningRecordRepository).insert(tx, line));
  }

  it('is empty days as long as nothing has happened', async () => {
    const { status, body } = await admin.get(`${at}/${id}/activity`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ signIns: [], provisioning: [], countedSince: { signIns: null, provisioning: null } });
    expect([body.days.length, body.days.at(-1)]).toEqual([14, dateOf(Date.now())]);
  });

  it('counts sign-ins by outcome and provisioning by method and status, day by day, and nothing that is older', async () => {
    for (const outcome of ['signed_in', 'signed_in', 'user_not_provisioned']) await signIn(0, outcome);
    const before = await signIn(2, 'signed_in');
    const newest = await signIn(0, 'user_inactive');
    await signIn(20, 'signed_in');
    for (const [method, status] of [['GET', 200], ['PUT', 200], ['PUT', 400], ['GET', 200]] as const) await request(1, method, status);
    const { body } = await admin.get(`${at}/${id}/activity?days=7`);
    const today = dateOf(newest);
    expect(body.signIns).toHaveLength(4);
    expect(body.signIns).toEqual(
      expect.arrayContaining([
        { date: today, outcome: 'signed_in', count: 2 },
        { date: today, outcome: 'user_not_provisioned', count: 1 },
        { date: today, outcome: 'user_inactive', count: 1 },
        { date: dateOf(before), outcome: 'signed_in', count: 1 },
      ]),
    );
    expect(body.provisioning).toHaveLength(3);
    expect(body.provisioning).toEqual(expect.arrayContaining([expect.objectContaining({ method: 'GET', status: 200, count: 2 }), expect.objectContaining({ method: 'PUT', status: 400, count: 1 })]));
  });

  it('tells in the list when somebody last signed in, whatever was refused since', async () => {
    const { body } = await admin.get(at);
    const { items } = (await admin.get(`${at}/${id}/sign-ins`)).body;
    const last = items.find(({ outcome }: { outcome: string }) => outcome === 'signed_in').at;
    expect(items[0].outcome).toBe('user_inactive');
    expect(body.items[0]).toMatchObject({ id, lastSignInAt: last });
  });

  it.each(['0', '31', 'x', '1.5', ''])('refuses ?days=%s, which is no number of days', async (days) => {
    expect(await admin.get(`${at}/${id}/activity?days=${days}`)).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
  });

  it('knows no integration that is not there', async () => {
    expect(await admin.get(`${at}/${newId()}/activity`)).toMatchObject({ status: 404, body: { code: 'integration_unknown' } });
  });
});
