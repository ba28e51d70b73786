import { readFile } from 'node:fs/promises';
import { systemActor } from '@app/audit';
import { IssueOwnerRecovery } from '@app/directory';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { ApiClient } from '../support/api-client.js';
import { accessibilityFaults, builtConsole, describeInBrowser, launchBrowser, newVisitor, picture, type Visitor } from '../support/browser.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { enrolTotp } from '../support/second-factors.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

const CUSTOMER = { email: 'owner@acme.example', password: 'the password of the owner' };
const PHONE = { width: 320, height: 640 };
const REFUSED = { title: 'Something went wrong on our side', status: 500, code: 'internal_error', detail: 'It could not be done, expected it to be, received nothing.', hint: 'Try again in a minute.', reference: 'K7QM-2XW9-4HTB' };

/** What staff and administrators do to accounts, people and keys beside the daily round. */
describeInBrowser('Operations in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let staff: ApiClient;
  let owner: ApiClient;
  let account: string;

  beforeAll(async () => {
    service = await startTestService('sqlite', {}, undefined, await builtConsole());
    staff = await ApiClient.signIn(service.url);
    await staff.post('/api/v1/accounts', { name: 'Acme', owner: CUSTOMER });
    owner = await ApiClient.signIn(service.url, CUSTOMER);
    account = `/accounts/${owner.session.account.id}`;
    browser = await launchBrowser();
    visitor = await newVisitor(browser);
    page = visitor.page;
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: service.url });
    await signIn(page, OWNER);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  afterEach(async () => {
    await page.unrouteAll();
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

  async function open(path: string, title: string | RegExp, where = page): Promise<void> {
    await where.goto(service.url + path);
    await where.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
  }

  const section = (name: string, where = page): Locator => where.getByRole('region', { name, exact: true });

  /** Somebody of Acme; with an authenticator app where there is a password. */
  async function newPerson(userName: string, more: Record<string, unknown> = {}): Promise<{ id: string; path: string }> {
    const { id } = (await owner.post(`/api/v1${account}/users`, { userName, ...more })).body as { id: string };
    if (typeof more.password === 'string') await enrolTotp(await ApiClient.signIn(service.url, { email: userName, password: more.password }));
    return { id, path: `${account}/people/${id}` };
  }

  /** From the keyboard: on to it, and Enter. */
  async function press(target: Locator): Promise<void> {
    await target.focus();
    await page.keyboard.press('Enter');
  }

  async function refuse(method: string, address: string): Promise<void> {
    await page.route(address, (route) => (route.request().method() === method ? route.fulfill({ status: REFUSED.status, contentType: 'application/problem+json', body: JSON.stringify(REFUSED) }) : route.continue()));
  }

  /** A refusal says what is wrong, what to do, and which number to quote. */
  async function saysWhatWasWrong(within: Locator): Promise<void> {
    const alert = within.getByRole('alert');
    for (const text of [REFUSED.detail, REFUSED.hint, REFUSED.reference]) await alert.getByText(text).waitFor();
  }

  const saved = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8');

  describe('a person', () => {
    it('has the second factors taken away that he has lost, after a question, and signs in with the password alone', async () => {
      const who = { email: 'dana@acme.example', password: 'the password of dana' };
      const { path } = await newPerson(who.email, { password: who.password, displayName: 'Dana Levi' });
      await open(path, 'Dana Levi');
      const factors = section('Second factors');
      await factors.getByRole('table', { name: 'Second factors' }).getByText('Telephone').waitFor();
      await press(factors.getByRole('button', { name: 'Remove all second factors' }));
      const dialog = page.getByRole('dialog', { name: 'Remove all second factors of Dana Levi?' });
      expect(await accessibilityFaults(page)).toEqual([]);
      await press(dialog.getByRole('button', { name: 'Remove all second factors' }));
      await factors.getByText('None: the password alone opens a session.').waitFor();
      await page.getByText('Dana Levi has no second factor any more.').waitFor();
      await page.waitForFunction("document.activeElement.textContent.startsWith('None: the password alone')");
      await ApiClient.signIn(service.url, who);
    });

    it('keeps them where the service refuses, which says why', async () => {
      const { path } = await newPerson('kept@acme.example', { password: 'the password of kept' });
      await refuse('DELETE', '**/second-factors');
      await open(path, 'kept@acme.example');
      await section('Second factors').getByRole('button', { name: 'Remove all second factors' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Remove all second factors' }).click();
      await saysWhatWasWrong(dialog);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await section('Second factors').getByText('Telephone').waitFor();
    });

    it('without a password, or without a factor, is told apart; one whose factors cannot be read has a way to try again', async () => {
      await open((await newPerson('none@acme.example')).path, 'none@acme.example');
      await section('Second factors').getByText('None: this person has no password.').waitFor();
      await refuse('GET', '**/second-factors');
      await page.reload();
      await saysWhatWasWrong(section('Second factors'));
      await page.unrouteAll();
      await section('Second factors').getByRole('button', { name: 'Try again' }).click();
      await section('Second factors').getByText('None: this person has no password.').waitFor();
    });

    it('sees of himself where to change his own; an administrator sees those of others and takes none away', async () => {
      const admin = { email: 'admin@acme.example', password: 'the password of the admin' };
      const { path } = await newPerson('guarded@acme.example', { password: 'the password of guarded' });
      const { id } = (await owner.post(`/api/v1${account}/users`, { userName: admin.email, role: 'admin', password: admin.password })).body as { id: string };
      const other = await newVisitor(browser);
      await signIn(other.page, admin);
      await open(path, 'guarded@acme.example', other.page);
      await section('Second factors', other.page).getByText('Telephone').waitFor();
      expect(await section('Second factors', other.page).getByRole('button').count()).toBe(0);
      await open(`${account}/people/${id}`, admin.email, other.page);
      await section('Second factors', other.page).getByRole('link', { name: 'Second factors' }).click();
      await other.page.getByRole('heading', { name: 'Second factors', level: 1 }).waitFor();
      expect(other.complaints()).toEqual([]);
      await other.context.close();
    });

    it('gets everything that is kept of him as one file, without a secret in it', async () => {
      const { id, path } = await newPerson('export@acme.example', { displayName: 'Ida Export', password: 'the password of ida' });
      await open(path, 'Ida Export');
      const [download] = await Promise.all([page.waitForEvent('download'), section('What is kept of this person').getByRole('button', { name: 'Save it as a file' }).click()]);
      expect(download.suggestedFilename()).toBe(`user-${id}.json`);
      const text = await saved(download);
      expect(JSON.parse(text)).toMatchObject({ user: { id, userName: 'export@acme.example' }, secondFactors: [{ name: 'Telephone' }] });
      expect(text).not.toMatch(/the password of ida|\$2[aby]\$|"secret"/);
      await page.getByText('The file is saved.').waitFor();
      await refuse('GET', '**/export');
      await section('What is kept of this person').getByRole('button').click();
      await saysWhatWasWrong(section('What is kept of this person'));
    });

    it('who owns the account has a way back in: the command that staff copies makes a link on the host, by which he signs in', async () => {
      await open(`${account}/people/${owner.session.user.id}`, /./);
      const recovery = section('If this owner is locked out');
      await recovery.getByText('The password is forgotten').waitFor();
      await recovery.getByRole('button', { name: 'Copy On the host' }).click();
      const command = await page.evaluate<string>('navigator.clipboard.readText()');
      expect(command).toBe(`npm run recover-owner -- ${owner.session.account.id} --owner ${CUSTOMER.email}`);
      await picture(page, 'console-locked-out');
      const [, named, email] = /-- (\S+) --owner (\S+)$/.exec(command) as unknown as [string, string, string];
      const { url } = await service.app.get(IssueOwnerRecovery, { strict: false }).issue(named, { owner: email, withoutSecondFactor: false }, systemActor);
      const other = await newVisitor(browser, { viewport: PHONE, colorScheme: 'dark' });
      await other.page.goto(url);
      await fitsAndReads(other.page);
      await other.page.getByRole('button', { name: 'Sign in' }).click();
      await other.page.getByRole('heading', { name: /^Welcome/ }).waitFor();
      // To an owner of a customer it is said without the command: he has no host.
      await open(`${account}/people/${owner.session.user.id}`, /./, other.page);
      await section('If this owner is locked out', other.page).getByText('whoever runs the service makes a link').waitFor();
      expect(await section('If this owner is locked out', other.page).getByRole('button').count()).toBe(0);
      expect(other.complaints()).toEqual([]);
      await other.context.close();
    });

    it('sets a password by the link that he was handed, on a phone, and comes to the sign-in from there', async () => {
      const { path } = await newPerson('newcomer@acme.example');
      await open(path, 'newcomer@acme.example');
      await section('Password').getByRole('button', { name: 'Make a link' }).click();
      const link = await section('Password').locator('code').textContent();
      const other = await newVisitor(browser, { viewport: PHONE, colorScheme: 'dark' });
      await other.page.goto(link as string);
      await fitsAndReads(other.page);
      await other.page.getByLabel('New password').fill('the password of the newcomer');
      await other.page.getByLabel('The same again').fill('the password of the newcomer');
      await other.page.getByRole('button', { name: 'Set the password' }).click();
      await other.page.getByText('The password is set.').waitFor();
      await other.page.getByRole('link', { name: 'Sign in' }).click();
      await other.page.getByRole('heading', { name: 'Sign in to MoovingON AI' }).waitFor();
      expect(other.complaints()).toEqual([]);
      await other.context.close();
    });
  });

  describe('an account', () => {
    it('of one’s own is not deleted', async () => {
      await open(`/accounts/${staff.session.account.id}/settings/account`, 'Account');
      await section('Delete this account').getByText('This is the account that you are in yourself.').waitFor();
      expect(await section('Delete this account').getByRole('button').count()).toBe(0);
    });

    it('is deleted from the keyboard, by staff alone, once what goes with it was shown and its name was typed', async () => {
      const { id } = (await staff.post('/api/v1/accounts', { name: 'Bygone & Sons', owner: { email: 'owner@bygone.example', password: 'the password of bygone' } })).body as { id: string };
      const theirs = await newVisitor(browser);
      await signIn(theirs.page, { email: 'owner@bygone.example', password: 'the password of bygone' });
      await open(`/accounts/${id}/settings/account`, 'Account', theirs.page);
      expect(await section('Delete this account', theirs.page).count()).toBe(0);
      await open(`/accounts/${id}/settings/account`, 'Account');
      await press(section('Delete this account').getByRole('button'));
      const dialog = page.getByRole('dialog', { name: 'Delete the account Bygone & Sons?' });
      await dialog.getByText('This goes with it:').waitFor();
      expect(await dialog.locator('dl > div').filter({ hasText: 'People' }).locator('dd').textContent()).toBe('1');
      expect(await accessibilityFaults(page)).toEqual([]);
      await picture(page, 'console-account-deletion');
      const confirm = dialog.getByRole('button', { name: 'Delete this account' });
      await page.keyboard.type('Bygone');
      expect(await confirm.isDisabled()).toBe(true);
      await page.keyboard.type(' & Sons');
      await refuse('DELETE', `**/api/v1/accounts/${id}?*`);
      await page.keyboard.press('Enter');
      await saysWhatWasWrong(dialog);
      await page.unrouteAll();
      await press(confirm);
      await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor();
      await page.getByText('The account Bygone & Sons is deleted.').waitFor();
      await page.getByRole('link', { name: 'Acme' }).waitFor();
      expect(await page.getByRole('link', { name: 'Bygone & Sons' }).count()).toBe(0);
      await theirs.page.reload();
      await theirs.page.getByRole('heading', { name: 'Sign in to MoovingON AI' }).waitFor();
      await theirs.context.close();
      await page.goto(`${service.url}/accounts/${id}/settings/account`);
      await page.getByText('No such account').first().waitFor();
    });
  });

  describe('the service keys', () => {
    const fingerprints = async (): Promise<string[]> => ((await staff.get('/api/v1/service-keys')).body.items as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
    const isNow = (name: string) => page.locator('[aria-current=step]').filter({ hasText: name }).waitFor();

    it('are rolled over from the keyboard: published two at once, then the next signs, then the former is retired', async () => {
      await press(page.getByRole('link', { name: 'Service keys' }));
      await page.getByRole('heading', { name: 'Service keys', level: 1 }).waitFor();
      await section('Key 1').getByText('Published, decrypts, and signs').waitFor();
      await isNow('Publish the next key.');

      await press(page.getByRole('button', { name: 'Publish the next key' }));
      const dialog = page.getByRole('dialog');
      await dialog.getByText('It signs in a week').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await press(dialog.getByRole('button', { name: 'Publish the next key' }));
      await section('Key 2').getByText('It does not sign yet.').waitFor();
      await isNow('Where the metadata is read from its address');
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
      expect(await page.getByRole('button', { name: 'Publish the next key' }).count()).toBe(0);
      await picture(page, 'console-service-keys');

      const [download] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: 'Save the certificate of key 2' }))]);
      expect(download.suggestedFilename()).toBe('service-key-2.pem');
      expect(await saved(download)).toMatch(/^-----BEGIN CERTIFICATE-----/);
      for (const fingerprint of await fingerprints()) await page.getByText(fingerprint, { exact: true }).waitFor();

      await press(section('Key 2').getByRole('button', { name: 'Let it sign now' }));
      await press(dialog.getByRole('button', { name: 'Let it sign now' }));
      await section('Key 2').getByText('Published, decrypts, and signs').waitFor();
      await section('Key 1').getByText('Signed before.').waitFor();
      await isNow('Retire the former key');

      await press(section('Key 1').getByRole('button', { name: 'Retire it' }));
      await press(dialog.getByRole('button', { name: 'Retire it' }));
      await section('Key 1').waitFor({ state: 'detached' });
      expect((await fingerprints()).length).toBe(1);
    });

    it('say what the service refuses: here the next key, which a colleague has published meanwhile', async () => {
      await open('/service-keys', 'Service keys');
      await staff.post('/api/v1/service-keys');
      await page.getByRole('button', { name: 'Publish the next key' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Publish the next key' }).click();
      await dialog.getByRole('alert').getByText('The next key is published already, expected none').waitFor();
      await page.keyboard.press('Escape');
      await refuse('GET', '**/api/v1/service-keys');
      await page.reload();
      await page.getByText('Reference number:').waitFor();
    });

    it('are no matter of a customer: no link leads there, and the address says that it is not allowed', async () => {
      const theirs = await newVisitor(browser);
      await signIn(theirs.page, CUSTOMER);
      expect(await theirs.page.getByRole('link', { name: 'Service keys' }).count()).toBe(0);
      await theirs.page.goto(`${service.url}/service-keys`);
      await theirs.page.getByText('Not allowed').waitFor();
      expect(await accessibilityFaults(theirs.page)).toEqual([]);
      expect(theirs.complaints()).toEqual([]);
      await theirs.context.close();
    });
  });

  describe('an integration', () => {
    let identityProvider: SamlIdentityProvider;
    let integration: { id: string; audience: string; uniqueIdentifier: string };
    let at: string;

    beforeAll(async () => {
      identityProvider = await SamlIdentityProvider.create();
      integration = (await owner.post(`/api/v1${account}/integrations`, { provider: 'okta', name: 'Okta', entityId: 'acme', metadataXml: identityProvider.metadata() })).body as typeof integration;
      at = `${account}/settings/integrations/${integration.id}`;
      await newPerson('alan@acme.example', { displayName: 'Alan Turing' });
      for (const nameId of ['alan@acme.example', '=HYPERLINK("x")@acme.example']) await signInAs(nameId);
    });

    const signInAs = async (nameId: string): Promise<number> => {
      const SAMLResponse = await identityProvider.issue({ nameId, audience: integration.audience, recipient: `${service.url}/sso/acs/` });
      return (await fetch(`${service.url}/sso/acs/`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ SAMLResponse, RelayState: integration.uniqueIdentifier }) })).status;
    };

    it('is suggested a unique identifier that tells whose it is, also where the page is the first that is opened', async () => {
      await open(`${account}/settings/integrations/add/okta`, 'Add Okta');
      expect(await page.getByLabel('Unique identifier of this integration').inputValue()).toMatch(/^acme-[a-z0-9]{6}$/);
    });

    it('hands its sign-in log over as a table, in which no name is a formula', async () => {
      await open(`${at}/sign-ins`, 'Okta');
      const [download] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: 'Save as a table (CSV)' }))]);
      expect(download.suggestedFilename()).toBe('sign-ins.csv');
      const [header, refused, accepted, ...rest] = (await saved(download)).split('\r\n');
      expect(header).toBe('"id","at","outcome","subject","userId","reference","address","detail","hint","assertion"');
      expect(refused).toContain(`"user_not_provisioned","'=HYPERLINK(""x"")@acme.example"`);
      expect(accepted).toContain('"signed_in","alan@acme.example"');
      expect(rest).toEqual(['']);
      await refuse('GET', '**/sign-ins?limit=200*');
      await page.getByRole('button', { name: 'Save as a table (CSV)' }).click();
      await saysWhatWasWrong(page.getByRole('main'));
    });

    it('leads from an attempt to the person, and from the person to what the audit says', async () => {
      await open(`${at}/sign-ins`, 'Okta');
      await page.getByRole('row').filter({ hasText: 'Signed in' }).getByRole('button').click();
      await page.getByRole('dialog').getByRole('link', { name: 'Alan Turing' }).click();
      await page.getByRole('heading', { name: 'Alan Turing', level: 1 }).waitFor();
      await page.getByRole('link', { name: 'What happened to this person' }).click();
      const events = page.getByRole('table', { name: 'Audit' });
      await events.getByText('user.created').waitFor();
      expect(await events.getByText('integration.created').count()).toBe(0);
      await events.getByRole('row').filter({ hasText: 'user.created' }).getByRole('button').click();
      const dialog = page.getByRole('dialog');
      expect(await accessibilityFaults(page)).toEqual([]);
      await dialog.getByRole('link', { name: 'Everything that was done by this one' }).click();
      await dialog.waitFor({ state: 'detached' });
      await events.getByText('integration.created').waitFor();
      await events.getByRole('row').filter({ hasText: 'integration.created' }).getByRole('button').click();
      await dialog.getByRole('link', { name: 'Integration Okta' }).click();
      await page.getByRole('link', { name: 'Audit of this integration' }).click();
      await events.getByText('integration.created').waitFor();
      expect(await events.getByText('user.created').count()).toBe(0);
    });

    it('hands its provisioning log over as a table', async () => {
      const { username, password } = (await owner.put(`/api/v1${at.replace('/settings', '')}/scim`, { enabled: true })).body.scim as { username: string; password: string };
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      for (const filter of ['userName eq "nobody@acme.example"', 'userName eq']) await fetch(`${service.url}/api/scim/v2/Users?filter=${encodeURIComponent(filter)}`, { headers: { authorization, accept: 'application/scim+json' } });
      // The log is written after the answer.
      while ((await owner.get(`/api/v1${at.replace('/settings', '')}/provisioning-log`)).body.items.length < 2) await page.waitForTimeout(100);
      await open(`${at}/provisioning`, 'Okta');
      const [download] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: 'Save as a table (CSV)' }))]);
      const lines = (await saved(download)).split('\r\n');
      expect(lines[0]).toBe('"id","at","method","path","status","code","resourceId","reference","address","detail","changes"');
      expect(lines.slice(1).map((line) => /"GET","[^"]*","(\d+)"/.exec(line)?.[1])).toEqual(['400', '200', undefined]);
    });

    it('stays verified and SCIM on where Submit is clicked on its edit page, as the guide has it, and nothing was changed', async () => {
      await owner.put(`/api/v1${at.replace('/settings', '')}/scim`, { enabled: true });
      await open(`${at}/edit`, 'Okta');
      await press(page.getByRole('button', { name: 'Submit' }));
      await page.getByText('The settings are saved.').waitFor();
      await page.getByText('Verified: somebody has signed in through it').waitFor();
      expect(await page.getByRole('switch', { name: /SCIM 2\.0/ }).isChecked()).toBe(true);
      // Nobody has asked yet, so there is no yes and no.
      await page.getByRole('button', { name: 'Let deactivations through' }).waitFor();
      expect(await page.getByRole('button', { name: /^(Yes|No),/ }).count()).toBe(0);
    });

    it('says before it is deleted who cannot sign in any more, and what becomes of the rest', async () => {
      await owner.put(`/api/v1${at.replace('/settings', '')}/scim`, { enabled: true });
      await open(at, 'Okta');
      await page.getByRole('button', { name: 'Delete this integration' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete Okta?' });
      await dialog.getByText(/^\d+ (person|people) would have no way to sign in$/).waitFor();
      await dialog.getByText('Who they are').click();
      await dialog.getByRole('link', { name: 'Alan Turing' }).waitFor();
      await dialog.getByText('SCIM is on').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await picture(page, 'console-deletion');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    });
  });

  it('an API key says for whom it acts, and the page where the API is described', async () => {
    const robot = (await owner.post(`/api/v1${account}/api-keys`, { name: 'Nightly export', scopes: ['read'] })).body as { userId: string };
    await open(`${account}/settings/api-keys`, 'API keys');
    const row = page.getByRole('table', { name: 'API keys' }).getByRole('row').filter({ hasText: 'Nightly export' });
    await row.getByRole('link', { name: CUSTOMER.email }).waitFor();
    expect(await row.getByRole('link').getAttribute('href')).toBe(`${account}/people/${robot.userId}`);
    const address = await page.getByRole('link', { name: 'The description of the API' }).getAttribute('href');
    expect((await fetch(service.url + (address as string))).status).toBe(200);
  });

  it('says that it is loading what the service has not answered yet, and lets nobody confirm what he has not seen', async () => {
    const { id } = (await owner.post(`/api/v1${account}/integrations`, { provider: 'okta', name: 'Slow', entityId: 'slow', metadataXml: (await SamlIdentityProvider.create()).metadata() })).body as { id: string };
    const { path } = await newPerson('slow@acme.example');
    let answer = (): void => undefined;
    const slow = async (address: string) => {
      const answered = new Promise<void>((resolve) => (answer = resolve));
      await page.route(address, async (route) => (await answered, await route.continue()));
    };
    const comes = async (loading: Locator, then: Locator) => {
      await loading.getByText('Loading …').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      answer();
      await then.waitFor();
      await page.unrouteAll();
    };
    await slow('**/api/v1/service-keys');
    await page.goto(`${service.url}/service-keys`);
    await comes(page.getByRole('main'), section('Key 1').or(section('Key 2')).first());
    await slow('**/second-factors');
    await open(path, 'slow@acme.example');
    await comes(section('Second factors'), section('Second factors').getByText('None: this person has no password.'));
    const dialog = page.getByRole('dialog');
    await slow('**/deletion-preview');
    await open(`${account}/settings/account`, 'Account');
    await section('Delete this account').getByRole('button').click();
    await comes(dialog, dialog.getByText('This goes with it:'));
    await slow('**/deletion-preview');
    await open(`${account}/settings/integrations/${id}`, 'Slow');
    await page.getByRole('button', { name: 'Delete this integration' }).click();
    await dialog.getByText('Loading …').waitFor();
    expect(await dialog.getByRole('button', { name: 'Delete it' }).isDisabled()).toBe(true);
    await comes(dialog, dialog.locator('button:enabled', { hasText: 'Delete it' }));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('everything of it fits on the narrowest phone, in the dark, and axe finds nothing', async () => {
    const { path } = await newPerson('narrow@acme.example', { password: 'the password of narrow' });
    await staff.post('/api/v1/service-keys');
    const phone = await newVisitor(browser, { viewport: PHONE, colorScheme: 'dark' });
    await signIn(phone.page, OWNER);
    const pages: readonly (readonly [string, string | RegExp, string | undefined])[] = [
      ['/service-keys', 'Service keys', 'Retire it'],
      [`${account}/settings/account`, 'Account', 'Delete this account'],
      [path, 'narrow@acme.example', 'Remove all second factors'],
      [`${account}/people/${owner.session.user.id}`, /./, undefined],
      [`${account}/settings/api-keys`, 'API keys', undefined],
      [`${account}/settings/audit`, 'Audit', undefined],
      ['/', /^Welcome/, undefined],
    ];
    for (const [address, title, question] of pages) {
      await open(address, title, phone.page);
      await phone.page.waitForLoadState('networkidle');
      await fitsAndReads(phone.page);
      if (question === undefined) continue;
      await phone.page.getByRole('button', { name: question }).first().click();
      await phone.page.getByRole('dialog').getByRole('button', { name: question }).waitFor();
      await fitsAndReads(phone.page);
    }
    expect(phone.complaints()).toEqual([]);
    await phone.context.close();
  });

  async function fitsAndReads(where: Page): Promise<void> {
    expect([where.url(), await where.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([where.url(), true]);
    expect([where.url(), await accessibilityFaults(where)]).toEqual([where.url(), []]);
  }
});
