import type { Browser, Page } from 'playwright-core';
import { type RunningSimulator, startOktaSimulator } from '../../apps/okta-simulator/src/index.js';
import { addSamplePeople, ADMINISTRATORS, OPERATIONS } from '../../apps/okta-simulator/src/org/sample-people.js';
import { accessibilityFaults, builtConsole, describeInBrowser, downTo, launchBrowser, newVisitor, picture, type Visitor } from '../support/browser.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

const ADA = 'ada.lovelace@example.com';

/** The customers' guide, from its first line to its last, with a hand on the mouse: the console here, the simulated Okta there. */
describeInBrowser('The guide in a browser', () => {
  let service: TestService;
  let simulator: RunningSimulator;
  let browser: Browser;
  let admin: Visitor;
  let ada: Visitor;
  let okta: Page;

  beforeAll(async () => {
    service = await startTestService('sqlite', {}, undefined, await builtConsole());
    simulator = await startOktaSimulator({ ownerEmail: OWNER.email, patience: { attempts: 1, longestWaitSeconds: 1 } });
    addSamplePeople(simulator.okta);
    browser = await launchBrowser();
    admin = await newVisitor(browser);
    ada = await newVisitor(browser);
    okta = await admin.context.newPage();
    await admin.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: service.url });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await simulator?.close();
    await service?.stop();
  });

  afterEach(async () => {
    for (const { page, complaints } of [admin, ada]) {
      if (page.url().startsWith(service.url)) expect(await accessibilityFaults(page)).toEqual([]);
      expect(complaints()).toEqual([]);
    }
  });

  /** What a copy button puts into the clipboard. */
  async function copied(field: string): Promise<string> {
    await admin.page.getByRole('button', { name: `Copy ${field}`, exact: true }).first().click();
    return admin.page.evaluate<string>('navigator.clipboard.readText()');
  }

  async function enterInOkta(path: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await okta.goto(simulator.url + path);
    for (const [label, value] of Object.entries(fields)) await okta.getByLabel(label).fill(value);
  }

  it('the owner signs in with the password, and arrives where the address led', async () => {
    const { page } = admin;
    await page.goto(`${service.url}/accounts`);
    await page.getByLabel(/^E-mail address/).fill(OWNER.email);
    await page.getByLabel(/^Password/).fill(OWNER.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/accounts');
  });

  it('Settings >> Integrations says what to do first', async () => {
    const { page } = admin;
    await goTo(page, 'Integrations');
    await page.getByRole('heading', { name: 'No identity provider yet' }).waitFor();
    await picture(page, 'console-empty');
  });

  it('at Add Integration, search for Okta and click Add Okta', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Add Integration' }).click();
    await page.getByLabel('Search for an identity provider').fill('okta');
    await page.getByRole('link', { name: 'Add Okta', exact: true }).click();
    await page.getByRole('heading', { name: 'Add Okta', level: 1 }).waitFor();
    await picture(page, 'console-add-okta');
  });

  it('every value for the Okta application is copied from the page, in the order in which Okta asks for it', async () => {
    await admin.page.getByLabel('Unique identifier of this integration').fill('acme');
    const entered = {
      'Single sign-on URL': await copied('Single sign-on URL'),
      'Audience URI (SP Entity ID)': await copied('Audience URI (SP Entity ID)'),
      'Default RelayState': await copied('Default RelayState'),
    };
    expect(Object.values(entered)).toEqual([`${service.url}/sso/acs/`, `${service.url}/sso/acs/acme`, 'acme']);
    await enterInOkta('/admin/app', entered);
    await okta.getByRole('button', { name: 'Save' }).click();
    await simulator.okta.assignPerson(ADA);
    const logo = admin.page.getByRole('link', { name: 'Save the logo' });
    const [download] = await Promise.all([admin.page.waitForEvent('download'), logo.click()]);
    expect(download.suggestedFilename()).toBe('moovingon-ai.png');
  });

  it('enter the same Entity ID and the Metadata URL, leave SCIM 2.0 disabled, click Submit', async () => {
    const { page } = admin;
    await okta.goto(`${simulator.url}/admin/app`);
    const metadataUrl = await okta.getByLabel('Metadata URL').inputValue();
    expect(await page.getByLabel('Entity ID').inputValue()).toBe(`${service.url}/sso/acs/acme`);
    await page.getByRole('textbox', { name: 'Metadata URL' }).fill(metadataUrl);
    expect(await page.getByRole('switch', { name: /SCIM 2\.0/ }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Unverified: waiting for the first sign-in.').waitFor();
  });

  it('SCIM is locked, and the page says why', async () => {
    const { page } = admin;
    expect(await page.getByRole('switch', { name: /SCIM 2\.0/ }).isDisabled()).toBe(true);
    await page.getByText('Why this is still locked').waitFor();
    await picture(page, 'console-waiting');
  });

  it('somebody without a user is refused with Error 405, and the administrator sees it at once, with what to do', async () => {
    await clickTile(ada.page);
    expect(await ada.page.getByRole('heading', { level: 1 }).textContent()).toMatch(/user/i);
    const { page } = admin;
    await page.getByText('The last attempt was refused').waitFor();
    await page.getByRole('link', { name: 'Show what was expected and what came' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No such user (Error 405)').waitFor();
    await dialog.getByText('What to change').waitFor();
    await dialog.getByText(ADA).first().waitFor();
    await picture(page, 'console-refused-sign-in');
  });

  it('the administrator adds a user with the same e-mail address', async () => {
    const { page } = admin;
    await page.keyboard.press('Escape');
    await goTo(page, 'People');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^E-mail address/).fill(ADA);
    await dialog.getByLabel('First name').fill('Ada');
    await dialog.getByLabel('Last name').fill('Lovelace');
    await dialog.getByRole('button', { name: 'Add a person' }).click();
    await page.getByRole('heading', { name: 'Ada Lovelace', level: 1 }).waitFor();
  });

  it('a click on the tile opens the application without a password, and says who one is', async () => {
    await openIntegration(admin.page);
    await clickTile(ada.page);
    await ada.page.getByRole('heading', { name: 'Welcome, Ada Lovelace' }).waitFor();
    await ada.page.getByText('Identity provider', { exact: true }).waitFor();
    await picture(ada.page, 'console-signed-in');
    expect(await ada.page.getByRole('link', { name: 'Integrations' }).count()).toBe(0);
  });

  it('whoever types the e-mail address on the sign-in page is sent to Okta, and comes back to the page that was asked for', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await page.goto(`${service.url}/password`);
    await page.getByLabel(/^E-mail address/).fill(ADA.toUpperCase());
    await page.getByRole('button', { name: 'Continue to my identity provider' }).click();
    await page.waitForURL(`${simulator.url}/**`);
    await page.getByRole('button', { name: ADA }).click();
    await page.getByRole('heading', { name: 'Change my password', level: 1 }).waitFor();
    expect(visitor.complaints()).toEqual([]);
    await visitor.context.close();
  });

  it('the integration shows verified and the SCIM switch unlocks by itself, on the page that was open', async () => {
    const { page } = admin;
    await page.getByText('Verified: somebody has signed in through it').waitFor();
    const scim = page.getByRole('switch', { name: /SCIM 2\.0/ });
    await scim.click();
    await page.getByText('SCIM is switched on.').waitFor();
  });

  it('the edit button shows the credentials, which are copied into Okta; Okta tests the connection and saves', async () => {
    const { page } = admin;
    await goTo(page, 'Integrations');
    await page.getByRole('link', { name: 'Edit Okta' }).click();
    await page.getByText('The password can be read here until').waitFor();
    await picture(page, 'console-credentials');
    await enterInOkta('/admin/app/provisioning', {
      'SCIM connector base URL': await copied('SCIM connector base URL'),
      'Unique identifier field for users': 'email',
      Username: await copied('Username'),
      'Password or token': await copied('Password'),
    });
    for (const box of ['Enable SCIM provisioning', 'Create Users', 'Update User Attributes', 'Deactivate Users']) await okta.getByLabel(box).check();
    await okta.getByRole('button', { name: 'Save' }).click();
    expect(simulator.okta.organisation.application.provisioning.enabled).toBe(true);
    simulator.okta.addGuideAttributes();
  });

  it('as soon as Okta has used the password it is not shown any more, on the page that was open', async () => {
    const { page } = admin;
    await page.getByText('The identity provider has used the password').waitFor();
    expect(await page.getByRole('button', { name: 'Copy Password' }).count()).toBe(0);
  });

  it('assigned groups arrive as people, the administrators’ group as administrators', async () => {
    await simulator.okta.assignGroup(OPERATIONS);
    await simulator.okta.assignGroup(ADMINISTRATORS, { moovingon_ai_admin: true });
    const { page } = admin;
    await goTo(page, 'People');
    const people = page.getByRole('table', { name: 'People' });
    const grace = people.getByRole('row').filter({ hasText: 'grace.hopper@example.com' });
    await grace.getByText('Administrator').waitFor();
    await grace.getByRole('link', { name: 'Okta' }).waitFor();
    const donald = people.getByRole('row').filter({ hasText: 'donald.knuth@example.com' });
    await donald.getByText('Active').waitFor();
    expect(await donald.getByText('Administrator').count()).toBe(0);
    await picture(page, 'console-people');
  });

  it('the provisioning log shows what Okta asked for, and a phone without + as refused', async () => {
    await simulator.okta.changePerson('donald.knuth@example.com', { firstPhone: '054-1234567' });
    const { page } = admin;
    await openIntegration(page);
    await page.getByRole('link', { name: 'Provisioning log' }).click();
    const requests = page.getByRole('table', { name: 'Requests of the provisioning client' });
    await requests.getByRole('row').filter({ hasText: '400' }).filter({ hasText: 'firstPhone' }).first().waitFor();
    await picture(page, 'console-provisioning-log');
    await requests.getByText('GET /Users?filter=userName eq "grace.hopper@example.com"').waitFor();
    await downTo(page, requests.getByText('GET /Users?startIndex=1&count=2').first());
  });

  it('whoever is deactivated in Okta is deactivated here, and his session is over', async () => {
    await simulator.okta.unassignPerson(ADA);
    await simulator.okta.removeFromGroup(ADMINISTRATORS, [ADA]);
    await ada.page.reload();
    await ada.page.getByRole('heading', { name: 'Sign in to MoovingON AI' }).waitFor();
    const { page } = admin;
    await goTo(page, 'People');
    await page.getByRole('row').filter({ hasText: ADA }).getByText('Deactivated').waitFor();
  });

  it('half the company deactivated in Okta: the brake asks, and a yes lets the rest through', async () => {
    const { page } = admin;
    await simulator.okta.unassignGroup(OPERATIONS);
    await goTo(page, 'Integrations');
    await page.getByRole('row').filter({ hasText: 'Deactivations wait' }).getByRole('link', { name: 'Okta', exact: true }).click();
    await page.getByText('Stopped: many people were about to lose access').waitFor();
    await picture(page, 'console-brake');
    await page.getByText('Who waits').click();
    expect(await page.getByRole('listitem').getByRole('link', { name: /@|[A-Z]/ }).count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Yes, let them through' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Yes, let them through' }).click();
    await page.getByText('Deactivations go through', { exact: true }).waitFor();
    await simulator.okta.pushNow();
    await goTo(page, 'People');
    for (const who of ['donald.knuth@example.com', 'radia.perlman@example.com']) await page.getByRole('row').filter({ hasText: who }).getByText('Deactivated').waitFor();
  });

  async function goTo(page: Page, name: string): Promise<void> {
    await page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('link', { name }).click();
  }

  async function clickTile(page: Page): Promise<void> {
    await page.goto(`${simulator.url}/login`);
    await page.getByRole('button', { name: ADA }).click();
    await page.getByRole('link', { name: 'MoovingON AI' }).last().click();
    await page.waitForURL(`${service.url}/**`);
  }

  async function openIntegration(page: Page): Promise<void> {
    await goTo(page, 'Integrations');
    await page.getByRole('table', { name: 'Integrations' }).getByRole('link', { name: 'Okta', exact: true }).click();
    await page.getByRole('heading', { name: 'Okta', level: 1 }).waitFor();
  }
});
