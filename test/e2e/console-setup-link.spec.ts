import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../support/api-client.js';
import { accessibilityFaults, builtConsole, describeInBrowser, launchBrowser, newVisitor, picture, type Visitor } from '../support/browser.js';
import { OpenIdTestProvider } from '../support/openid-provider.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

/** Both sides of the link: the administrator here, and somebody without an account there. */
describeInBrowser('The link for the customer’s IT administrator in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let admin: Visitor;
  let guest: Visitor;
  let identityProvider: SamlIdentityProvider;
  let url: string;
  let client: ApiClient;

  beforeAll(async () => {
    service = await startTestService('sqlite', {}, undefined, await builtConsole());
    identityProvider = await SamlIdentityProvider.create();
    client = await ApiClient.signIn(service.url);
    browser = await launchBrowser();
    admin = await newVisitor(browser);
    guest = await newVisitor(browser, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  afterEach(async () => {
    for (const { page, complaints } of [admin, guest]) {
      if (page.url().startsWith(service.url)) expect(await accessibilityFaults(page)).toEqual([]);
      expect(complaints()).toEqual([]);
    }
  });

  const integrationsPage = () => `${service.url}/accounts/${client.session.account.id}/settings/integrations`;
  const integration = async () => (await client.get(`/api/v1/accounts/${client.session.account.id}/integrations`)).body.items[0];

  async function attempt(nameId: string, audience?: string): Promise<void> {
    const { audience: right, relayState } = await integration();
    const response = await identityProvider.issue({ nameId, audience: audience ?? right, recipient: `${service.url}/sso/acs/` });
    await fetch(`${service.url}/sso/acs/`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ SAMLResponse: response, RelayState: relayState }) });
  }

  it('the administrator adds Okta while its metadata is still to come', async () => {
    const { page } = admin;
    await page.goto(`${integrationsPage()}/add/okta`);
    await page.getByLabel(/^E-mail address/).fill(OWNER.email);
    await page.getByLabel(/^Password/).fill(OWNER.password);
    await page.keyboard.press('Enter');
    await page.getByText('Comes later').click();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('There is no metadata of the identity provider yet, so nobody can sign in.').waitFor();
  });

  it('makes a link, which is shown once', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Make a link' }).click();
    const shown = page.locator('code', { hasText: '/setup#' });
    await shown.waitFor();
    url = (await shown.textContent()) as string;
    await page.getByRole('table', { name: 'Links that are still good' }).getByText('not yet').waitFor();
    await picture(page, 'console-setup-link');
  });

  it('somebody without an account sees the guide with every value to copy, on a telephone too, and nothing of his goes into the browser’s storage', async () => {
    const { page } = guest;
    await page.goto(url);
    await page.getByRole('heading', { level: 1, name: /^Set Okta up for/ }).waitFor();
    await page.getByRole('button', { name: 'Copy Single sign-on URL' }).waitFor();
    await page.getByRole('link', { name: 'Save the logo' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /^Set Okta up for/ }).waitFor();
    const stored = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(stored).not.toContain(url.split('#')[1]);
  });

  it('bad metadata is told beside its field; good metadata waits for the administrator', async () => {
    const { page } = guest;
    await handOver(page, '<no-metadata/>');
    await page.getByRole('alert').getByText('Reference number:').waitFor();
    expect(await page.getByRole('textbox', { name: 'Metadata document (XML)' }).getAttribute('aria-invalid')).toBe('true');
    await handOver(page, identityProvider.metadata());
    await page.getByText(/^An administrator of .* confirms it$/).waitFor();
    await page.getByText(identityProvider.entityId).first().waitFor();
    expect((await integration()).issuer).toBeNull();
    await picture(page, 'console-setup');
  });

  it('the administrator sees it come in, and it takes effect when he says that he has compared it', async () => {
    const { page } = admin;
    await page.getByRole('heading', { name: 'Metadata waits to be confirmed' }).waitFor();
    const confirm = page.getByRole('button', { name: 'Confirm: let it take effect' });
    expect(await confirm.isDisabled()).toBe(true);
    await picture(page, 'console-metadata-proposal');
    await page.getByRole('checkbox', { name: /^I have compared/ }).check();
    await confirm.click();
    await page.getByText('It is in effect. Now').waitFor();
    expect((await integration()).issuer).toBe(identityProvider.entityId);
    await guest.page.getByText('In effect: sign-ins are checked against this').waitFor();
  });

  it('a refused test says what did not fit and nobody’s name; the first that succeeds ends the link', async () => {
    const { page } = guest;
    await attempt('grace@example.com', 'mistyped');
    await page.getByText('The condition that failed: audience').waitFor();
    await attempt('grace@example.com');
    await page.getByText('No such user (Error 405)').waitFor();
    expect(await page.getByText('grace@example.com').count()).toBe(0);
    await client.post(`/api/v1/accounts/${client.session.account.id}/users`, { email: 'grace@example.com' });
    await attempt('grace@example.com');
    await page.getByRole('heading', { name: 'The sign-in works' }).waitFor();
    await admin.page.getByText('Verified: somebody has signed in through it').waitFor();
    expect(await admin.page.getByRole('button', { name: 'Make a link' }).count()).toBe(0);
  });

  it('the list tells when somebody last signed in', async () => {
    const { page } = admin;
    await page.goto(integrationsPage());
    await page.getByRole('table', { name: 'Integrations' }).getByText('Verified').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Okta' }).locator('time').count()).toBeGreaterThan(0);
  });

  it('a link that is no longer good, or cut off, says what to do', async () => {
    const { page } = guest;
    await page.goto(`${service.url}/setup`);
    await page.getByRole('heading', { name: 'The link is incomplete' }).waitFor();
    await page.goto('about:blank');
    await page.goto(`${service.url}/setup#no-such-token`);
    await page.getByText('Ask whoever sent you the link for a new one.').waitFor();
  });

  it('for OpenID Connect, issuer and client come by a link, wait to be confirmed, and sign people in; the secret is shown nowhere', async () => {
    const provider = await OpenIdTestProvider.start(`${service.url}/sso/oidc/callback`);
    provider.person = { sub: '00u-grace', email: 'grace@example.com', email_verified: true };
    try {
      const here = admin.page;
      await here.goto(`${integrationsPage()}/add/oidc`);
      await here.getByLabel('Unique identifier of this integration').fill('by-openid');
      await here.getByText('Comes later').click();
      expect(await here.getByLabel(/^Client secret/).count()).toBe(0);
      await here.getByRole('button', { name: 'Submit' }).click();
      await here.getByText('issuer and client are not known yet').waitFor();
      await here.getByRole('button', { name: 'Make a link' }).click();
      const there = guest.page;
      await there.goto('about:blank');
      await there.goto((await here.locator('code', { hasText: '/setup#' }).textContent()) as string);
      await there.getByRole('heading', { level: 1, name: /^Set OpenID Connect up for/ }).waitFor();
      await there.getByLabel(/^Issuer/).fill('https://127.0.0.1:1');
      await there.getByLabel(/^Client ID/).fill(provider.client.clientId);
      await there.getByLabel(/^Client secret/).fill(provider.client.clientSecret);
      await there.getByRole('button', { name: 'Hand over issuer and client' }).click();
      await there.getByRole('alert').getByText('Reference number:').waitFor();
      expect(await there.getByLabel(/^Issuer/).getAttribute('aria-invalid')).toBe('true');
      await there.getByLabel(/^Issuer/).fill(provider.issuer);
      await there.getByRole('button', { name: 'Hand over issuer and client' }).click();
      await there.getByText(/^An administrator of .* confirms it$/).waitFor();
      expect(await there.getByLabel(/^Client secret/).inputValue()).toBe('');
      expect(await accessibilityFaults(there)).toEqual([]);
      await here.getByRole('heading', { name: 'Issuer and client wait to be confirmed' }).waitFor();
      await here.getByRole('checkbox', { name: /^I have compared issuer and client ID/ }).check();
      await here.getByRole('button', { name: 'Confirm: let it take effect' }).click();
      await here.getByText('It is in effect. Now').waitFor();
      for (const page of [here, there]) expect(await page.content()).not.toContain(provider.client.clientSecret);
      // What is not shown need not be entered again.
      await here.getByRole('link', { name: 'Edit' }).click();
      await here.getByText('More settings').click();
      await here.getByLabel('Name', { exact: true }).fill('By OpenID');
      await here.getByRole('button', { name: 'Submit' }).click();
      await here.getByRole('heading', { name: 'By OpenID', level: 1 }).waitFor();
      const [dashboard] = await Promise.all([guest.context.waitForEvent('page'), there.getByRole('link', { name: 'Sign in now' }).click()]);
      await dashboard.getByRole('heading', { name: /^Welcome/ }).waitFor();
      await there.getByRole('heading', { name: 'The sign-in works' }).waitFor();
      await here.getByText('Verified: somebody has signed in through it').waitFor();
    } finally {
      await provider.stop();
    }
  });

  async function handOver(page: Page, xml: string): Promise<void> {
    await page.getByText('Metadata document (XML)').first().click();
    await page.getByRole('textbox', { name: 'Metadata document (XML)' }).fill(xml);
    await page.getByRole('button', { name: 'Hand over the metadata' }).click();
  }
});
