/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import type { Browser, Page } from 'playwright-core';
import { startOktaSimulator, type RunningSimulator } from '../../apps/okta-simulator/src/index.js';
import { describeInBrowser, launchBrowser, newVisitor, type Visitor } from '../support/browser.js';
import { engines } from '../support/databases.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

const [engine = 'sqlite'] = engines;

/** What a TAM does in Swagger UI: "Try it out", fill in, "Execute", read the answer. */
describeInBrowser('a TAM in Swagger UI', () => {
  let service: TestService;
  let simulator: RunningSimulator;
  let browser: Browser;
  let tam: Visitor;
  let accountId: string;
  let id: string;

  beforeAll(async () => {
    service = await startTestService(engine);
    simulator = await startOktaSimulator({ ownerEmail: OWNER.email });
    browser = await launchBrowser();
    tam = await newVisitor(browser);
    await tam.page.goto(`${service.url}/api/docs`);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await simulator?.close();
    await service?.stop();
  });

  interface Execution {
    readonly parameters?: Record<string, string>;
    readonly body?: unknown;
  }

  async function execute(operationId: string, { parameters = {}, body }: Execution = {}): Promise<{ status: number; body: Record<string, any> }> {
    const operation = tam.page.locator(`.opblock[id$="-${operationId}"]`);
    await open(operation);
    for (const [name, value] of Object.entries(parameters)) await operation.locator(`tr[data-param-name="${name}"] input`).fill(value);
    if (body !== undefined) await operation.locator('textarea.body-param__text').fill(JSON.stringify(body));
    // The answer of the time before would stand there until the new one has come.
    const clear = operation.locator('button.btn-clear');
    if (await clear.isVisible()) await clear.click();
    await operation.locator('.live-responses-table').waitFor({ state: 'detached' });
    await operation.locator('button.execute').click();
    const answer = operation.locator('.live-responses-table .response').first();
    const status = Number(await answer.locator('.response-col_status').first().innerText());
    const text = await answer.locator('.response-col_description .highlight-code').first().innerText();
    return { status, body: JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Record<string, any> };
  }

  async function open(operation: ReturnType<Page['locator']>): Promise<void> {
    await operation.waitFor();
    if (!(await operation.getAttribute('class'))?.includes('is-open')) await operation.locator('.opblock-summary-control').first().click();
    await operation.locator('button.execute').waitFor();
  }

  it('signs in', async () => {
    const { status, body } = await execute('signIn', { body: OWNER });
    expect([status, body.user.email]).toEqual([201, OWNER.email]);
    accountId = body.account.id as string;
  });

  it('adds Okta and copies the values', async () => {
    simulator.okta.createPerson({ login: OWNER.email, email: OWNER.email, firstName: 'Account', lastName: 'Owner' });
    const { status, body } = await execute('addIntegration', { parameters: { accountId }, body: { provider: 'okta', entityId: 'acme', metadataUrl: simulator.metadataUrl } });
    expect([status, body.status]).toEqual([201, 'unverified']);
    id = body.id as string;
    simulator.okta.configureSaml({ singleSignOnUrl: body.acsUrl as string, audience: body.audience as string, defaultRelayState: body.relayState as string });
    await simulator.okta.assignPerson(OWNER.email);
  });

  it('is told why SCIM is still locked', async () => {
    const { status, body } = await execute('switchScim', { parameters: { accountId, id }, body: { enabled: true } });
    expect([status, body.code]).toEqual([409, 'integration_not_verified']);
  });

  it('switches SCIM on after a sign-in through Okta, and reads the credentials', async () => {
    const { action, fields } = await simulator.okta.signIn(OWNER.email);
    const { status: signedIn } = await fetch(action, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields as unknown as Record<string, string>) });
    expect(signedIn).toBe(303);
    const { status, body } = await execute('switchScim', { parameters: { accountId, id }, body: { enabled: true } });
    expect([status, body.scim]).toEqual([200, expect.objectContaining({ enabled: true, username: expect.any(String), password: expect.any(String) })]);
    const edited = await execute('getIntegration', { parameters: { accountId, id } });
    expect([edited.status, edited.body.scim]).toEqual([200, expect.objectContaining({ username: body.scim.username, password: body.scim.password })]);
  });

  it('meets no script that fails and nothing that the Content-Security-Policy refuses', () => {
    expect(tam.complaints()).toEqual([]);
  });
});
