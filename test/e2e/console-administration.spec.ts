import { readFile } from 'node:fs/promises';
import { systemActor } from '@app/audit';
import { GroupMembers, Groups, People } from '@app/directory';
import { IntegrationRepository, UnitOfWork } from '@app/persistence';
import { generateSync } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../support/api-client.js';
import { accessibilityFaults, builtConsole, describeInBrowser, launchBrowser, newVisitor, picture, readQrCode, type Visitor } from '../support/browser.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

/** The pages beside the guide: people and groups, second factors, refusals, taking over, changing accounts. */
describeInBrowser('Administration in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let staff: ApiClient;
  let account: string;
  let identityProvider: SamlIdentityProvider;

  beforeAll(async () => {
    service = await startTestService('sqlite', {}, undefined, await builtConsole());
    staff = await ApiClient.signIn(service.url);
    account = `${service.url}/accounts/${staff.session.account.id}`;
    identityProvider = await SamlIdentityProvider.create();
    browser = await launchBrowser();
    visitor = await newVisitor(browser);
    page = visitor.page;
    await signIn(page, OWNER);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  afterEach(async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(visitor.complaints()).toEqual([]);
  });

  async function signIn(where: Page, { email, password }: { email: string; password: string }): Promise<void> {
    await where.goto(`${service.url}/sign-in`);
    await where.getByLabel(/^E-mail address/).fill(email);
    await where.getByLabel(/^Password/).fill(password);
    await where.keyboard.press('Enter');
    await where.getByRole('heading', { name: /^Welcome/ }).waitFor();
  }

  async function heading(name: string | RegExp, where = page): Promise<void> {
    await where.getByRole('heading', { name, level: 1, exact: true }).waitFor();
  }

  const part = <Part>(type: abstract new (...parameters: never[]) => Part): Part => service.app.get(type as never, { strict: false });

  it('people are found by a part of the name; groups show who is in them, and a person his groups', async () => {
    const accountId = staff.session.account.id as string;
    const context = { accountId, integrationId: null, rights: { role: 'owner', staff: true }, actor: systemActor } as const;
    await part(UnitOfWork).run(async (tx) => {
      const { user } = await part(People).create(tx, context, { userName: 'ada@example.com', givenName: 'Ada', familyName: 'Lovelace', displayName: 'Ada Lovelace' });
      await part(People).create(tx, context, { userName: 'grace@example.com', displayName: 'Grace Hopper' });
      const group = await part(Groups).create(tx, context, { displayName: 'Operations' });
      await part(GroupMembers).add(tx, context, group.id, [user.id]);
    });
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search for a person' }).fill('LOVEL');
    await page.keyboard.press('Enter');
    const people = page.getByRole('table', { name: 'People' });
    await people.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
    expect(await people.getByText('Grace Hopper').count()).toBe(0);
    await page.getByRole('link', { name: 'Groups', exact: true }).click();
    await heading('Groups');
    await page.getByRole('table', { name: 'Groups' }).getByRole('link', { name: 'Operations' }).click();
    await heading('Operations');
    await page.getByRole('table', { name: 'Members' }).getByRole('link', { name: 'Ada Lovelace' }).click();
    await heading('Ada Lovelace');
    await page.getByRole('table', { name: 'Groups' }).getByRole('link', { name: 'Operations' }).waitFor();
  });

  it('a search that finds nobody, and a name that no group has, say what to do', async () => {
    await page.goto(`${account}/people?who=nobody-at-all`);
    await page.getByRole('heading', { name: 'Nobody fits' }).waitFor();
    await page.goto(`${account}/groups?name=nothing`);
    await page.getByRole('heading', { name: 'No group is called that' }).waitFor();
    await page.goto(`${account}/groups/nothing`);
    await page.getByText('No such group').waitFor();
  });

  it('a refusal is found by its reference number, however it was read out', async () => {
    const response = await fetch(`${service.url}/sso/acs/`, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ SAMLResponse: await identityProvider.issue({ nameId: 'lost@example.com', audience: 'nowhere', recipient: `${service.url}/sso/acs/` }), RelayState: 'nowhere' }) });
    const { reference } = (await response.json()) as { reference: string };
    await page.getByRole('link', { name: 'Refusals' }).click();
    await heading('Refusals');
    await page.getByRole('searchbox', { name: 'Reference number' }).fill(reference.toLowerCase().replaceAll('-', ' '));
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'What was refused' }).getByRole('button').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('integration_unknown').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.goto(`${service.url}/refusals?reference=2222-3333-4444`);
    await page.getByRole('heading', { name: 'No refusal has this reference number' }).waitFor();
  });

  it('an integration takes the people of another one over', async () => {
    const create = async (entityId: string) => (await staff.post(`/api/v1/accounts/${staff.session.account.id}/integrations`, { provider: 'okta', name: `Okta ${entityId}`, entityId, metadataXml: identityProvider.metadata() })).body.id as string;
    const [old, fresh] = [await create('old'), await create('new')];
    await part(UnitOfWork).run((tx) => part(IntegrationRepository).markVerified(tx, fresh, Date.now()));
    await page.goto(`${account}/settings/integrations/${fresh}`);
    await heading('Okta new');
    await page.getByLabel('The integration that is replaced').selectOption(old);
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await page.getByText('Taken over: 0 people and 0 groups.').waitFor();
  });

  it('the identity check lays the names of a person side by side, and says what to change', async () => {
    const integrations = (await staff.get(`/api/v1/accounts/${staff.session.account.id}/integrations`)).body.items as { id: string; uniqueIdentifier: string; audience: string }[];
    const { id, uniqueIdentifier, audience } = integrations.find(({ uniqueIdentifier: name }) => name === 'new') as (typeof integrations)[0];
    await staff.post(`/api/v1/accounts/${staff.session.account.id}/users`, { userName: 'dlevi', email: 'dana@example.com', givenName: 'Dana' });
    const response = await identityProvider.issue({ nameId: 'dana@example.com', audience, recipient: `${service.url}/sso/acs/` });
    const { status } = await fetch(`${service.url}/sso/acs/`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ SAMLResponse: response, RelayState: uniqueIdentifier }) });
    expect(status).toBe(303);
    await page.goto(`${account}/settings/integrations/${id}`);
    await page.getByRole('link', { name: 'Identity check' }).click();
    const names = page.getByRole('table', { name: 'Names of the people, side by side' });
    await names.getByRole('row').filter({ hasText: 'dlevi' }).getByText('Differs').waitFor();
    await picture(page, 'console-identity-check');
    await page.getByRole('button', { name: 'Show everybody' }).click();
    await names.getByRole('row').filter({ hasText: 'grace@example.com' }).getByText('Matches').waitFor();
  });

  it('a rehearsal tells from an uploaded list what would happen to whom, and what is wrong with the list', async () => {
    await page.getByRole('link', { name: 'Rehearsal' }).click();
    const upload = (name: string, text: string) => page.locator('input[type=file]').setInputFiles({ name, mimeType: name.endsWith('csv') ? 'text/csv' : 'application/json', buffer: Buffer.from(text) });
    await upload('bad.json', '{"users": "none"}');
    await page.getByRole('alert').getByText('Reference number:').waitFor();
    const users = [{ userName: 'ada@example.com', displayName: 'Ada, Countess of Lovelace' }, { userName: 'new@example.com', emails: [{ value: 'new@example.com', primary: true }] }, { userName: 'bad@example.com', firstPhone: '054-1234567' }];
    await upload('users.json', JSON.stringify({ users }));
    const people = page.getByRole('table', { name: 'Person by person' });
    await people.getByRole('row').filter({ hasText: 'new@example.com' }).getByText('Created').waitFor();
    await people.getByRole('row').filter({ hasText: 'bad@example.com' }).getByText('Refused').waitFor();
    await people.getByRole('row').filter({ hasText: 'ada@example.com' }).getByText('Countess').waitFor();
    await picture(page, 'console-rehearsal');
    await page.getByLabel('Show', { exact: true }).selectOption('refused');
    expect(await people.getByRole('row').count()).toBe(2);
    await upload('users.csv', 'login,email,firstName,lastName\ncsv@example.com,csv@example.com,Comma,Separated\n');
    await people.getByRole('row').filter({ hasText: 'csv@example.com' }).waitFor();
    expect((await staff.get(`/api/v1/accounts/${staff.session.account.id}/users?search=csv@example.com`)).body.items).toEqual([]);
  });

  it('the audit is narrowed by day and integration, and taken away as a table', async () => {
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    await heading('Audit');
    await page.getByLabel('Integration', { exact: true }).selectOption({ label: 'Okta new' });
    await page.getByLabel('From (day)').fill('2020-01-01');
    await page.getByRole('button', { name: 'Filter' }).click();
    const events = page.getByRole('table', { name: 'Audit' });
    await events.getByText('integration.taken_over').waitFor();
    expect(await events.getByText('group.created').count()).toBe(0);
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'As a table (CSV)' }).click()]);
    const table = await readFile(await download.path(), 'utf8');
    expect(table).toContain('"integration.taken_over"');
    expect(table).not.toContain('"group.created"');
    await page.getByLabel('To (day)').fill('2020-01-02');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('heading', { name: 'Nothing of that kind has happened' }).waitFor();
  });

  it('staff changes to any of many accounts by a part of its name', async () => {
    for (let number = 0; number < 120; number++) await staff.post('/api/v1/accounts', { name: `Customer ${number}`, owner: { email: 'owner@customers.example' } });
    await staff.post('/api/v1/accounts', { name: 'Zebra Logistics', owner: { email: 'owner@customers.example' } });
    await page.goto(account);
    await page.getByRole('button', { name: /change to another one/ }).click();
    await page.getByRole('dialog').getByLabel('Search accounts').fill('zebra');
    await page.getByRole('option', { name: 'Zebra Logistics', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Account Zebra Logistics: change to another one' }).waitFor();
    for (const name of ['People', 'Groups', 'Audit', 'API keys']) {
      await page.getByRole('link', { name, exact: true }).click();
      await heading(name);
      expect(await page.getByRole('button', { name: 'Account Zebra Logistics: change to another one' }).count()).toBe(1);
    }
  });

  it('an owner adds an authenticator app and a passkey, proves with it that it is him, and removes both', async () => {
    const owner = { email: 'owner@second.example', password: 'the password of the owner' };
    await staff.post('/api/v1/accounts', { name: 'Second', owner });
    const other = await newVisitor(browser);
    const devtools = await other.context.newCDPSession(other.page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
    const mine = other.page;
    await signIn(mine, owner);
    await mine.getByRole('button', { name: /^Signed in as/ }).click();
    await mine.getByRole('menuitem', { name: 'Second factors' }).click();
    await heading('Second factors', mine);
    await mine.getByRole('button', { name: 'Add an authenticator app' }).click();
    const dialog = mine.getByRole('dialog');
    const secret = (await dialog.locator('code').first().textContent()) as string;
    const link = await dialog.getByRole('link', { name: /^Open it in the authenticator app/ }).getAttribute('href');
    for (const colorScheme of ['light', 'dark'] as const) {
      await mine.emulateMedia({ colorScheme });
      const scanned = await readQrCode(dialog);
      expect([colorScheme, scanned]).toEqual([colorScheme, link]);
      expect(new URL(scanned as string).searchParams.get('secret')).toBe(secret);
      expect(await accessibilityFaults(mine)).toEqual([]);
      if (colorScheme === 'light') await picture(mine, 'console-authenticator-app');
    }
    expect(await dialog.getByRole('img', { name: /^QR code/ }).count()).toBe(1);
    await dialog.getByLabel(/^Six digits/).fill(generateSync({ secret }));
    await dialog.getByLabel(/^Name/).fill('Telephone');
    await dialog.getByRole('button', { name: 'Add an authenticator app' }).click();
    await mine.getByText('The codes are shown this once').waitFor();
    expect(await accessibilityFaults(mine)).toEqual([]);
    await picture(mine, 'console-second-factors');
    await mine.getByRole('button', { name: 'Add a passkey' }).click();
    await dialog.getByLabel(/^Name/).fill('Laptop');
    await dialog.getByRole('button', { name: 'Add a passkey' }).click();
    const factors = mine.getByRole('table', { name: 'My second factors' });
    await factors.getByText('Laptop').waitFor();
    await mine.getByRole('button', { name: 'Remove Telephone' }).click();
    await factors.getByText('Telephone').waitFor({ state: 'detached' });
    await mine.getByRole('button', { name: 'Make new recovery codes' }).click();
    await mine.getByText('The codes are shown this once').waitFor();
    // Signed in anew, the passkey is asked for.
    await other.context.clearCookies();
    await mine.goto(`${service.url}/sign-in`);
    await mine.getByLabel(/^E-mail address/).fill(owner.email);
    await mine.getByLabel(/^Password/).fill(owner.password);
    await mine.keyboard.press('Enter');
    await mine.getByRole('button', { name: 'Use a passkey' }).click();
    await mine.getByRole('heading', { name: /^Welcome/ }).waitFor();
    expect(other.complaints()).toEqual([]);
    await other.context.close();
  });
});
