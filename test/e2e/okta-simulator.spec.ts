import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { startOktaSimulator, type RunningSimulator } from '../../apps/okta-simulator/src/index.js';
import { ApiClient } from '../support/api-client.js';
import { describeInBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

/** The simulated Okta by hand, in a browser; `npm run docs:images` keeps what one sees for the documentation. */
describeInBrowser('the simulated Okta in a browser', () => {
  let service: TestService;
  let simulator: RunningSimulator;
  let browser: Browser;
  let admin: ApiClient;
  let integration: string;
  /** The administrator of Okta, and Ada at her own browser. */
  let okta: Page;
  let ada: Page;

  const picture = async (page: Page, name: string) => {
    if (!process.env.WRITE_IMAGES) return;
    mkdirSync('docs/images', { recursive: true });
    await page.screenshot({ path: `docs/images/${name}.png` });
  };
  const sessionOf = async (page: Page) => {
    const cookies = await page.context().cookies(service.url);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return (await ApiClient.withCookie(service.url, cookie).get('/api/v1/session')).body;
  };
  const users = async () => (await admin.get(`/api/v1/accounts/${admin.session.account.id}/users?limit=200`)).body.items as { userName: string; active: boolean }[];

  beforeAll(async () => {
    service = await startTestService('sqlite');
    simulator = await startOktaSimulator({ ownerEmail: OWNER.email });
    simulator.okta.createPerson({ login: 'ada@acme.example', email: 'ada@acme.example', firstName: 'Ada', lastName: 'Lovelace' });
    simulator.okta.createPerson({ login: 'grace@acme.example', email: 'grace@acme.example', firstName: 'Grace', lastName: 'Hopper' });
    admin = await ApiClient.signIn(service.url);
    integration = `/api/v1/accounts/${admin.session.account.id}/integrations`;
    const { body } = await admin.post(integration, { provider: 'okta', entityId: 'acme', metadataUrl: simulator.metadataUrl });
    integration += `/${body.id}`;
    simulator.okta.configureSaml({ singleSignOnUrl: body.acsUrl, audience: body.audience, defaultRelayState: body.relayState });
    await admin.post(`/api/v1/accounts/${admin.session.account.id}/users`, { userName: 'ada@acme.example', email: 'ada@acme.example' });
    browser = await launchBrowser();
    okta = (await newVisitor(browser)).page;
    ada = (await newVisitor(browser)).page;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await simulator?.close();
    await service?.stop();
  });

  it('the tile signs in', async () => {
    await simulator.okta.assignPerson('ada@acme.example');
    await ada.goto(simulator.url);
    await ada.getByRole('button', { name: /Ada Lovelace/ }).click();
    await picture(ada, 'okta-end-user-dashboard');
    await ada.getByRole('link', { name: 'MoovingON AI' }).click();
    await ada.waitForURL(`${service.url}/`);
    expect(await sessionOf(ada)).toMatchObject({ user: { userName: 'ada@acme.example' }, origin: 'identity-provider' });
  }, 60_000);

  it('an assigned person is there', async () => {
    await admin.put(`${integration}/scim`, { enabled: true });
    const { scim } = (await admin.get(integration)).body;
    const credentials = { mode: 'basic', username: scim.username, password: scim.password } as const;
    await simulator.okta.configureProvisioning({ enabled: true, baseUrl: scim.baseUrl, credentials, createUsers: true, updateUserAttributes: true, deactivateUsers: true });
    await okta.goto(`${simulator.url}/admin/people`);
    await okta.getByRole('link', { name: 'Grace Hopper' }).click();
    await okta.getByRole('button', { name: 'Assign to MoovingON AI' }).click();
    await okta.waitForLoadState();
    await picture(okta, 'okta-person-assigned');
    expect(await users()).toContainEqual(expect.objectContaining({ userName: 'grace@acme.example', active: true }));
  }, 60_000);

  it('a deactivated person’s session is gone', async () => {
    await simulator.okta.assignPerson('ada@acme.example');
    await okta.goto(`${simulator.url}/admin/people`);
    await okta.getByRole('link', { name: 'Ada Lovelace' }).click();
    await okta.getByRole('button', { name: 'Deactivate' }).click();
    await okta.waitForLoadState();
    expect(await users()).toContainEqual(expect.objectContaining({ userName: 'ada@acme.example', active: false }));
    expect(await sessionOf(ada)).toMatchObject({ status: 401, code: 'unauthenticated' });
    await okta.goto(`${simulator.url}/admin/log`);
    await picture(okta, 'okta-requests-and-answers');
  }, 60_000);
});
