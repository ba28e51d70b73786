import { startOktaSimulator, type RunningSimulator } from '../../apps/okta-simulator/src/index.js';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

/**
 * The customers' guide, step by step and in its words, against an Okta that stands on `samlp` and sends the requests of Okta's
 * provisioning. Each step builds on the one before, as for the administrator who reads it.
 */
describe.each(engines)('the customers’ guide on %s', (engine) => {
  const IDENTIFIER = 'acme-okta';
  const ADA = { login: 'Ada.Lovelace@acme.example', email: 'ada.lovelace@acme.example', firstName: 'Ada', lastName: 'Lovelace' };
  let service: TestService;
  let simulator: RunningSimulator;
  let admin: ApiClient;
  let account: string;
  let integration: string;

  const okta = () => simulator.okta;
  const scimUsers = async (filter: string) => {
    const { scim } = (await admin.get(integration)).body;
    const credentials = (okta().organisation.application.provisioning.credentials as { password: string }).password;
    const authorization = `Basic ${Buffer.from(`${scim.username}:${credentials}`).toString('base64')}`;
    const response = await fetch(`${scim.baseUrl}/Users?filter=${encodeURIComponent(filter)}`, { headers: { authorization } });
    return (await response.json()) as { totalResults: number; Resources: Record<string, unknown>[] };
  };
  /** A click on the tile of the End User Dashboard: the browser posts Okta's form. */
  const clickTile = async (who: string, accept = 'text/html') => {
    const { action, fields } = await okta().signIn(who);
    const response = await fetch(action, { method: 'POST', redirect: 'manual', headers: { accept }, body: new URLSearchParams(fields as unknown as Record<string, string>) });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('moovingon_session='));
    return { status: response.status, location: response.headers.get('location'), cookie: cookie?.split(';', 1)[0], response };
  };
  const whoAmI = async (cookie = '') => (await ApiClient.withCookie(service.url, cookie).get('/api/v1/session')).body;
  const allDone = (tasks: readonly { outcome: string }[]) => expect(tasks.map(({ outcome }) => outcome)).toEqual(tasks.map(() => 'done'));

  beforeAll(async () => {
    service = await startTestService(engine);
    simulator = await startOktaSimulator({ ownerEmail: OWNER.email });
    admin = await ApiClient.signIn(service.url);
    account = `/api/v1/accounts/${admin.session.account.id}`;
    okta().createPerson(ADA);
  }, 120_000);
  afterAll(async () => {
    await simulator?.close();
    await service?.stop();
  });

  it('Create an Okta application: Single sign-on URL, Audience URL, Default RelayState', async () => {
    okta().configureSaml({ singleSignOnUrl: `${service.url}/sso/acs/`, audience: `${service.url}/sso/acs/${IDENTIFIER}`, defaultRelayState: IDENTIFIER });
    allDone(await okta().assignPerson(ADA.login));
  });

  it('Settings >> Integrations: search for Okta', async () => {
    const { status, body } = await admin.get('/api/v1/identity-providers?search=okta');
    expect([status, body.nextCursor, body.items[0]]).toEqual([200, null, expect.objectContaining({ key: 'okta', name: 'Okta', protocol: 'saml' })]);
    const logo = await fetch(body.items[0].logoUrl);
    expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('Add Okta: the same Entity ID, the metadata, SCIM 2.0 disabled, Submit', async () => {
    const { status, body } = await admin.post(`${account}/integrations`, { provider: 'okta', entityId: `${service.url}/sso/acs/${IDENTIFIER}`, metadataUrl: simulator.metadataUrl });
    expect(status).toBe(201);
    integration = `${account}/integrations/${body.id}`;
    expect(body).toMatchObject({
      provider: 'okta',
      uniqueIdentifier: IDENTIFIER,
      acsUrl: `${service.url}/sso/acs/`,
      audience: `${service.url}/sso/acs/${IDENTIFIER}`,
      relayState: IDENTIFIER,
      status: 'unverified',
      verifiedAt: null,
      scim: { enabled: false, baseUrl: `${service.url}/api/scim/v2` },
    });
    expect(body.issuer).toMatch(/^http:\/\/www\.okta\.com\/exk/);
    expect(body.certificates).toEqual([expect.objectContaining({ fingerprint: expect.any(String), notAfter: expect.any(String) })]);
  });

  it('WARNING: SCIM cannot be enabled before you verify that the IdP is working', async () => {
    const { status, body } = await admin.put(`${integration}/scim`, { enabled: true });
    expect([status, body.code]).toEqual([409, 'integration_not_verified']);
    expect((await admin.get(integration)).body.scim.enabled).toBe(false);
  });

  it('Error 405: the user in Okta doesn’t have a user in MoovingON AI', async () => {
    const page = await clickTile(ADA.login);
    expect([page.status, page.cookie, page.response.headers.get('allow')]).toEqual([405, undefined, expect.any(String)]);
    expect(await page.response.text()).toMatch(/ada\.lovelace@acme\.example/i);
    const problem = await clickTile(ADA.login, 'application/json');
    expect(await problem.response.json()).toMatchObject({ code: 'user_not_provisioned', status: 405, hint: expect.any(String), reference: expect.any(String) });
  });

  it('The account in MoovingON AI and the account in the Okta application domain share the same email address', async () => {
    const { status } = await admin.post(`${account}/users`, { email: 'ADA.lovelace@ACME.example', userName: 'ADA.lovelace@ACME.example', givenName: 'Ada', familyName: 'Lovelace' });
    expect(status).toBe(201);
  });

  it('Click on MoovingON AI. The application opens without any need for a password', async () => {
    const { status, location, cookie } = await clickTile(ADA.login);
    expect([status, location]).toEqual([303, `${service.url}/`]);
    expect(await whoAmI(cookie)).toMatchObject({ user: { userName: 'ADA.lovelace@ACME.example' }, account: { id: admin.session.account.id }, role: 'member', origin: 'identity-provider' });
    expect((await admin.get(integration)).body).toMatchObject({ status: 'verified', verifiedAt: expect.any(String) });
  });

  it('Enable System for Cross-domain Identity Management (SCIM 2.0), and click edit to get the credentials', async () => {
    const { status, body } = await admin.put(`${integration}/scim`, { enabled: true });
    expect([status, body.scim.enabled]).toEqual([200, true]);
    const { scim } = (await admin.get(integration)).body;
    expect(scim).toMatchObject({ baseUrl: `${service.url}/api/scim/v2`, username: body.scim.username, password: body.scim.password, lastUsedAt: null });
    expect(Buffer.byteLength(scim.password)).toBeGreaterThanOrEqual(32);
  });

  it('SCIM connector base URL, unique identifier field email, Basic Auth, Save: Okta tests the connection', async () => {
    const { scim } = (await admin.get(integration)).body;
    const task = await okta().configureProvisioning({
      enabled: true,
      baseUrl: scim.baseUrl,
      uniqueIdentifierField: 'email',
      credentials: { mode: 'basic', username: scim.username, password: scim.password },
      createUsers: true,
      updateUserAttributes: true,
      deactivateUsers: true,
    });
    expect(task).toMatchObject({ outcome: 'done' });
    const after = (await admin.get(integration)).body.scim;
    expect([after.password, after.lastUsedAt]).toEqual([undefined, expect.any(String)]);
  });

  it('Profile Editor: moovingon_ai_admin, firstPhone and secondPhone; Okta finds the user that was there', async () => {
    okta().addGuideAttributes();
    allDone(await okta().assignPerson(ADA.login));
    expect(await scimUsers('userName eq "ada.lovelace@acme.example"')).toMatchObject({ totalResults: 1 });
    const schemas = await (await fetch(`${service.url}/api/scim/v2/Schemas`, { headers: await scimHeaders() })).json();
    expect(JSON.stringify(schemas)).toMatch(/moovingon_ai_admin.*firstPhone.*secondPhone/);
  });
  const scimHeaders = async () => {
    const { username, password } = okta().organisation.application.provisioning.credentials as { username: string; password: string };
    return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  };

  it('Create users: an assigned person has a user and can sign in', async () => {
    okta().createPerson({ login: 'grace@acme.example', email: 'grace@acme.example', firstName: 'Grace', lastName: 'Hopper' });
    allDone(await okta().assignPerson('grace@acme.example'));
    expect(await scimUsers('email eq "grace@acme.example"')).toMatchObject({ totalResults: 1, Resources: [{ active: true, userName: 'grace@acme.example' }] });
    expect((await clickTile('grace@acme.example')).status).toBe(303);
  });

  it('The end user edits his own phones in Okta, and Okta pushes them', async () => {
    allDone(await okta().changePerson('grace@acme.example', { firstPhone: '+972501234567', secondPhone: '+12125550123' }));
    expect((await scimUsers('userName eq "grace@acme.example"')).Resources[0]).toMatchObject({ firstPhone: '+972501234567', secondPhone: '+12125550123' });
  });

  it('Every phone number starts with a + and a country code: another one is refused and nothing is changed', async () => {
    const [task] = await okta().changePerson('grace@acme.example', { firstPhone: '050-1234567', lastName: 'Murray Hopper' });
    expect(task).toMatchObject({ outcome: 'failed', status: 400, error: expect.stringMatching(/firstPhone.*E\.164/) });
    expect((await scimUsers('userName eq "grace@acme.example"')).Resources[0]).toMatchObject({ firstPhone: '+972501234567', name: { familyName: 'Hopper' } });
    await okta().changePerson('grace@acme.example', { firstPhone: '', lastName: 'Hopper' });
    expect((await scimUsers('userName eq "grace@acme.example"')).Resources[0]?.['firstPhone']).toBeUndefined();
  });

  it('Add a MoovingON AI administrator group: its members have the integration permissions', async () => {
    okta().createPerson({ login: 'katherine@acme.example', email: 'katherine@acme.example', firstName: 'Katherine', lastName: 'Johnson' });
    okta().createGroup('MoovingON administrators', ['katherine@acme.example']);
    allDone(await okta().assignGroup('MoovingON administrators', { moovingon_ai_admin: true }));
    const { cookie } = await clickTile('katherine@acme.example');
    const katherine = ApiClient.withCookie(service.url, cookie as string);
    expect(await whoAmI(cookie)).toMatchObject({ role: 'admin', staff: false });
    expect((await katherine.get(integration)).status).toBe(200);
    allDone(await okta().assignGroup('MoovingON administrators', { moovingon_ai_admin: false }));
    expect((await katherine.get(integration)).body).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('Deactivate users: the session ends and the person cannot come in any more', async () => {
    const { cookie } = await clickTile('grace@acme.example');
    allDone(await okta().deactivatePerson('grace@acme.example'));
    expect(await whoAmI(cookie)).toMatchObject({ code: 'unauthenticated' });
    expect((await scimUsers('userName eq "grace@acme.example"')).Resources[0]).toMatchObject({ active: false });
    await okta().reactivatePerson('grace@acme.example');
  });

  it('You can never be locked outside of the app: the owner signs in whatever Okta does', async () => {
    okta().createPerson({ login: OWNER.email, email: OWNER.email, firstName: 'Account', lastName: 'Owner' });
    allDone(await okta().assignPerson(OWNER.email));
    allDone(await okta().deactivatePerson(OWNER.email));
    expect((await admin.get('/api/v1/session')).body).toMatchObject({ role: 'owner', staff: true });
    expect((await ApiClient.signIn(service.url)).session).toMatchObject({ role: 'owner' });
  });

  it('What happened is in the sign-in log, the provisioning log and the audit trail, with nothing secret', async () => {
    const signIns = (await admin.get(`${integration}/sign-ins`)).body;
    expect(signIns.items.map(({ outcome, code }: Record<string, string>) => code ?? outcome)).toEqual(expect.arrayContaining(['user_not_provisioned']));
    const provisioning = (await admin.get(`${integration}/provisioning-log`)).body;
    expect(provisioning.items.length).toBeGreaterThan(5);
    const audit = (await admin.get(`${account}/audit-events`)).body;
    expect(audit.items.map(({ action }: { action: string }) => action)).toEqual(expect.arrayContaining([expect.stringMatching(/^owner\./)]));
    const { password } = okta().organisation.application.provisioning.credentials as { password: string };
    const told = JSON.stringify([signIns, provisioning, audit, service.logLines]);
    for (const secret of [password, OWNER.password]) expect(told).not.toContain(secret);
  });
});
