import { randomUUID } from 'node:crypto';
import { IntegrationRepository } from '@app/persistence';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { clientOf, scimClient, type TestClient } from '../support/scim-client.js';
import { cookieOf, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';
import { OWNER } from '../support/start-service.js';

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

describe.each(engines)('nobody is locked out on %s', (engine) => {
  let stage: SignInStage;
  let staff: ApiClient;
  let identityProvider: SamlIdentityProvider;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    [staff, identityProvider] = [await ApiClient.signIn(stage.url, OWNER), await SamlIdentityProvider.create()];
  });
  afterAll(() => stage.stop());

  /** A customer whose owner has a password, and whose people are provisioned by Okta and sign in through it. */
  const customer = async () => {
    const mark = randomUUID().slice(0, 8);
    const credentials = { email: `owner@${mark}.example`, password: 'correct horse battery staple' };
    const { id: accountId } = (await staff.post('/api/v1/accounts', { name: mark, owner: credentials })).body;
    const owner = await ApiClient.signIn(stage.url, { ...credentials, accountId });
    return { mark, accountId, owner, credentials, at: `/api/v1/accounts/${accountId}` };
  };
  const integrationOf = async (accountId: string): Promise<StagedIntegration> => stage.addIntegration(accountId, { identityProvider });
  const signIn = async (integration: StagedIntegration, nameId: string) => stage.post(await stage.issue(integration, nameId), { relayState: integration.uniqueIdentifier });
  const provisioned = async (client: TestClient | ReturnType<typeof clientOf>, userName: string, more: object = {}) =>
    (await client.post('/Users', { schemas: [CORE_USER], userName, emails: [{ value: userName, primary: true }], externalId: `okta-${userName}`, ...more })).body;
  /** SCIM as an administrator switches it on: the credentials out of the integration. */
  const switchedOn = async (owner: ApiClient, at: string, id: string) => {
    const { scim } = (await owner.put(`${at}/integrations/${id}/scim`, { enabled: true, force: true })).body;
    return clientOf(stage.url, scim.username, scim.password);
  };
  const usersOf = async (owner: ApiClient, at: string) => (await owner.get(`${at}/users?limit=200`)).body.items;

  it('by SCIM that is switched off: everybody stays as he is, signed in or not, and its client is refused', async () => {
    const { accountId, owner, at, mark } = await customer();
    const integration = await integrationOf(accountId);
    const okta = await switchedOn(owner, at, integration.id);
    const ada = `ada@${mark}.example`;
    await provisioned(okta, ada, { moovingon_ai_admin: true, firstPhone: '+972541234567' });
    const bob = await provisioned(okta, `bob@${mark}.example`);
    await okta.put(`/Users/${bob.id}`, { ...bob, active: false });
    await okta.post('/Groups', { displayName: 'Ops', members: [{ value: bob.id }] });
    const cookie = cookieOf(await signIn(integration, ada)) as string;
    const before = await usersOf(owner, at);

    expect((await owner.put(`${at}/integrations/${integration.id}/scim`, { enabled: false })).body.scim.enabled).toBe(false);
    expect(await usersOf(owner, at)).toEqual(before);
    expect((await ApiClient.withCookie(stage.url, cookie).get('/api/v1/session')).body.user.userName).toBe(ada);
    expect((await signIn(integration, ada)).status).toBe(303);
    for (const attempt of [okta.get('/Users'), okta.delete(`/Users/${bob.id}`), okta.put(`/Users/${bob.id}`, bob)]) expect(await attempt).toMatchObject({ status: 403, body: { detail: expect.stringContaining('switched off') } });
    expect(await usersOf(owner, at)).toEqual(before);
    const events = (await owner.get(`${at}/audit-events?action=integration.scim_disabled`)).body.items;
    expect(events).toMatchObject([{ subject: { id: integration.id }, before: { scimEnabled: true }, after: { scimEnabled: false } }]);

    await owner.put(`${at}/integrations/${integration.id}/scim`, { enabled: true });
    expect((await okta.get(`/Users/${bob.id}`)).body).toMatchObject({ active: false, externalId: bob.externalId });
  });

  it('by identity-provider settings that are changed by hand: unverified from then on, SCIM goes on, and everybody stays', async () => {
    const { accountId, owner, at, mark } = await customer();
    const integration = await integrationOf(accountId);
    const okta = await switchedOn(owner, at, integration.id);
    const ada = await provisioned(okta, `ada@${mark}.example`);
    await signIn(integration, ada.userName);
    expect((await owner.get(`${at}/integrations/${integration.id}`)).body).toMatchObject({ status: 'verified', scim: { enabled: true } });

    const changed = await owner.patch(`${at}/integrations/${integration.id}`, { entityId: `other-${mark}`, uniqueIdentifier: `other-${mark}` });
    expect(changed.body).toMatchObject({ status: 'unverified', verifiedAt: null, scim: { enabled: true }, warnings: expect.arrayContaining([expect.objectContaining({ code: 'scim_unverified' })]) });
    expect((await okta.put(`/Users/${ada.id}`, { ...ada, title: 'Countess' })).body).toMatchObject({ title: 'Countess', active: true });
    await owner.put(`${at}/integrations/${integration.id}/scim`, { enabled: false });
    const forbidden = await ApiClient.withKey(stage.url, (await owner.post(`${at}/api-keys`, { name: 'set-up', scopes: ['integrations'] })).body.key).put(`${at}/integrations/${integration.id}/scim`, { enabled: true });
    expect(forbidden).toMatchObject({ status: 409, body: { code: 'integration_not_verified' } });
  });

  describe('by a new application that replaces an old one', () => {
    const replacing = async () => {
      const { accountId, owner, at, mark } = await customer();
      const old = await scimClient(stage.service, { accountId });
      const people = [];
      for (const name of ['ada', 'bob', 'eve']) people.push(await provisioned(old, `${name}@${mark}.example`));
      const group = (await old.post('/Groups', { displayName: 'Ops', externalId: 'okta-ops', members: [{ value: people[0].id }] })).body;
      const next = await scimClient(stage.service, { accountId });
      return { accountId, owner, at, mark, old, next, people, group };
    };
    const takeOver = (owner: ApiClient, at: string, next: { integrationId: string }, from: string) => owner.post(`${at}/integrations/${next.integrationId}/takeover`, { from });

    it('which takes over people, groups and external ids, each as it is', async () => {
      const { owner, at, old, next, people, group, mark } = await replacing();
      await next.put(`/Users/${people[1].id}`, { ...people[1], externalId: 'new-bob' });
      const here = (await owner.post(`${at}/users`, { email: `here@${mark}.example` })).body;
      const before = await usersOf(owner, at);

      const { status, body } = await takeOver(owner, at, next, old.integrationId);
      expect(status).toBe(200);
      expect(body).toEqual({ from: { id: old.integrationId, name: 'Okta' }, people: 3, groups: 1, externalIds: 3, scimSwitchedOff: true });
      const after = await usersOf(owner, at);
      expect(after).toEqual(before.map((user: { managedBy: string | null }) => ({ ...user, managedBy: user.managedBy === old.integrationId ? next.integrationId : user.managedBy })));
      expect(after.find(({ id }: { id: string }) => id === here.id).managedBy).toBeNull();
      expect((await next.get(`/Users/${people[0].id}`)).body).toMatchObject({ externalId: people[0].externalId, active: true });
      expect((await next.get(`/Users/${people[1].id}`)).body.externalId).toBe('new-bob');
      expect((await next.get('/Users?filter=' + encodeURIComponent(`externalId eq "${people[2].externalId}"`))).body.totalResults).toBe(1);
      expect((await next.get(`/Groups/${group.id}`)).body).toMatchObject({ externalId: 'okta-ops', members: [{ value: people[0].id }] });
    });

    it('so that taking the old application down deactivates nobody, and the new one goes on', async () => {
      const { owner, at, old, next, people } = await replacing();
      await takeOver(owner, at, next, old.integrationId);
      for (const person of people) expect((await old.put(`/Users/${person.id}`, { ...person, active: false })).status).toBe(403);
      await owner.delete(`${at}/integrations/${old.integrationId}`);
      for (const person of people) expect((await next.get(`/Users/${person.id}`)).body.active).toBe(true);
      expect((await next.put(`/Users/${people[0].id}`, { ...people[0], title: 'Countess' })).status).toBe(200);
      const events = (await owner.get(`${at}/audit-events?subjectId=${next.integrationId}`)).body.items;
      expect(events).toContainEqual(expect.objectContaining({ action: 'integration.taken_over', after: expect.objectContaining({ from: { id: old.integrationId, name: 'Okta' }, people: 3 }) }));
    });

    it('but not before somebody has signed in through the new one', async () => {
      const { owner, at, old, next } = await replacing();
      await stage.write((tx) => stage.part(IntegrationRepository).update(tx, next.integrationId, { verifiedAt: null }));
      expect(await takeOver(owner, at, next, old.integrationId)).toMatchObject({ status: 409, body: { code: 'integration_not_verified' } });
      expect((await usersOf(owner, at)).filter(({ managedBy }: { managedBy: string }) => managedBy === old.integrationId)).toHaveLength(3);
      expect((await old.get('/Users')).status).toBe(200);
    });

    it('and not from itself, from nowhere, or from another account', async () => {
      const { owner, at, next } = await replacing();
      const foreign = await replacing();
      expect(await takeOver(owner, at, next, next.integrationId)).toMatchObject({ status: 400, body: { code: 'takeover_of_itself' } });
      for (const from of [randomUUID(), foreign.old.integrationId]) expect(await takeOver(owner, at, next, from)).toMatchObject({ status: 404, body: { code: 'integration_unknown' } });
      for (const body of [{}, { from: 7 }, { from: '' }]) expect((await owner.post(`${at}/integrations/${next.integrationId}/takeover`, body)).body.code).toBe('request_invalid');
      expect((await usersOf(foreign.owner, foreign.at)).filter(({ managedBy }: { managedBy: string }) => managedBy === foreign.old.integrationId)).toHaveLength(3);
    });

    it('whichever way round two administrators ask at once', async () => {
      const { owner, at, old, next } = await replacing();
      const answers = await Promise.all([takeOver(owner, at, next, old.integrationId), takeOver(owner, at, old, next.integrationId)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const managers = new Set((await usersOf(owner, at)).map(({ managedBy }: { managedBy: string | null }) => managedBy).filter(Boolean));
      expect(managers.size).toBe(1);
    });
  });

  describe('unawares by deleting an integration', () => {
    const preview = async (owner: ApiClient, at: string, id: string) => (await owner.get(`${at}/integrations/${id}/deletion-preview`)).body;
    const names = ({ withoutWayIn }: { withoutWayIn: { people: { userName: string }[] } }) => withoutWayIn.people.map(({ userName }) => userName);

    it('which says beforehand how many people, groups and sessions it concerns, and who could not sign in any more', async () => {
      const { accountId, owner, at, mark } = await customer();
      const integration = await integrationOf(accountId);
      const okta = await switchedOn(owner, at, integration.id);
      const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((name) => `${name}@${mark}.example`) as [string, string, string];
      for (const userName of [ada, bob]) await provisioned(okta, userName);
      const left = await provisioned(okta, eve);
      await okta.put(`/Users/${left.id}`, { ...left, active: false });
      await okta.post('/Groups', { displayName: 'Ops' });
      const { id } = (await owner.post(`${at}/users`, { email: `local@${mark}.example`, password: 'a password of the local one' })).body;
      await signIn(integration, ada);
      expect(await preview(owner, at, integration.id)).toMatchObject({ endedSessions: 1, releasedPeople: 3, releasedGroups: 1, scimEnabled: true, withoutWayIn: { total: 2 } });
      expect(names(await preview(owner, at, integration.id))).toEqual([ada, bob]);

      await owner.patch(at, { ssoRequired: true });
      expect(names(await preview(owner, at, integration.id))).toEqual([ada, bob, `local@${mark}.example`]);
      const other = await integrationOf(accountId);
      await signIn(other, ada);
      expect(await preview(owner, at, integration.id)).toMatchObject({ withoutWayIn: { total: 0, people: [] } });
      expect(id).toEqual(expect.any(String));
    });

    it('after which everybody is as he was, managed here, and the owner signs in with the password', async () => {
      const { accountId, owner, at, mark, credentials } = await customer();
      const integration = await integrationOf(accountId);
      const okta = await switchedOn(owner, at, integration.id);
      const ada = await provisioned(okta, `ada@${mark}.example`, { moovingon_ai_admin: true });
      await signIn(integration, ada.userName);
      await owner.patch(at, { ssoRequired: true });
      const before = await usersOf(owner, at);
      expect((await owner.delete(`${at}/integrations/${integration.id}`)).status).toBe(204);
      expect(await usersOf(owner, at)).toEqual(before.map((user: object) => ({ ...user, managedBy: null })));
      expect((await okta.get('/Users')).status).toBe(401);
      const again = await ApiClient.signIn(stage.url, { ...credentials, accountId });
      expect((await again.get('/api/v1/session')).body.role).toBe('owner');
    });
  });
});
