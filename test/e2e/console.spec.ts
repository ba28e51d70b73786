import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { generateSync } from 'otplib';
import { ApiClient } from '../support/api-client.js';
import { accessibilityFaults, builtConsole, describeInBrowser, launchBrowser, newVisitor, type Visitor } from '../support/browser.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

const KILOBYTE = 1_000;

describeInBrowser('The console in a browser', () => {
  let service: TestService;
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    service = await startTestService('sqlite', {}, undefined, await builtConsole());
    browser = await launchBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  afterEach(async () => {
    for (const { context, complaints } of visitors.splice(0)) {
      const heard = complaints();
      await context.close();
      expect(heard).toEqual([]);
    }
  });

  async function visit(path: string, options?: BrowserContextOptions): Promise<Page> {
    const visitor = await newVisitor(browser, options);
    visitors.push(visitor);
    await visitor.page.goto(service.url + path);
    return visitor.page;
  }

  async function signIn(page: Page, email = OWNER.email, password = OWNER.password): Promise<void> {
    await page.getByLabel(/^E-mail address/).fill(email);
    await page.getByLabel(/^Password/).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  }

  async function signedIn(options?: BrowserContextOptions): Promise<Page> {
    const page = await visit('/', options);
    await signIn(page);
    return page;
  }

  const accountId = '01900000-0000-7000-8000-000000000001';
  const pages = {
    Integrations: `/accounts/${accountId}/settings/integrations`,
    'Add Integration': `/accounts/${accountId}/settings/integrations/add`,
    'Add Okta': `/accounts/${accountId}/settings/integrations/add/okta`,
    People: `/accounts/${accountId}/people`,
    Groups: `/accounts/${accountId}/groups`,
    'API keys': `/accounts/${accountId}/settings/api-keys`,
    Webhooks: `/accounts/${accountId}/settings/webhooks`,
    Audit: `/accounts/${accountId}/settings/audit`,
    Account: `/accounts/${accountId}/settings/account`,
    Accounts: '/accounts',
    Refusals: '/refusals',
    'Second factors': '/second-factors',
    'Change my password': '/password',
  };

  describe('as it arrives', () => {
    it('is less than 300 kB, compressed, and its files may be kept for good', async () => {
      const visitor = await newVisitor(browser);
      visitors.push(visitor);
      const session = await visitor.context.newCDPSession(visitor.page);
      await session.send('Network.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      const headers: Record<string, string>[] = [];
      visitor.page.on('response', (response) => void (/\/assets\//.test(response.url()) && headers.push(response.headers())));
      await visitor.page.goto(service.url);
      await signIn(visitor.page);
      expect(bytes).toBeGreaterThan(50 * KILOBYTE);
      expect(bytes).toBeLessThan(300 * KILOBYTE);
      for (const header of headers) expect(header).toMatchObject({ 'content-encoding': expect.stringMatching(/br|gzip/), 'cache-control': 'public, max-age=31536000, immutable' });
    });

    it('asks for a Content-Security-Policy without anything inline, and the page is never kept', async () => {
      const { headers } = await fetch(service.url);
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
      expect(headers.get('cache-control')).toBe('no-cache');
    });

    it('says in a sentence what to do where there is no JavaScript', async () => {
      const page = await visit('/', { javaScriptEnabled: false });
      expect(await page.locator('noscript').innerText()).toContain('needs JavaScript');
    });

    it('never covers /api, /sso, /health and /metrics, and files that are not there', async () => {
      const statuses = await Promise.all(
        ['/api/nothing', '/sso/nothing', '/sso/acs', '/health/nothing', '/metrics/nothing', '/assets/nothing.js', '/robots.txt', '/settings'].map(async (path) => {
          const response = await fetch(service.url + path, { headers: { accept: 'text/html' } });
          return [path, response.status, (await response.text()).includes('id="console"')];
        }),
      );
      expect(statuses).toEqual([
        ['/api/nothing', 404, false],
        ['/sso/nothing', 404, false],
        ['/sso/acs', 405, false],
        ['/health/nothing', 404, false],
        ['/metrics/nothing', 404, false],
        ['/assets/nothing.js', 404, false],
        ['/robots.txt', 404, false],
        ['/settings', 200, true],
      ]);
    });
  });

  describe('for a person', () => {
    it('every page comes back after a reload, and axe finds nothing on any of them', async () => {
      const page = await signedIn();
      for (const [title, path] of Object.entries(pages)) {
        await page.goto(service.url + path);
        await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([title, await accessibilityFaults(page)]).toEqual([title, []]);
        expect(await page.title()).toBe(`${title} · MoovingON AI`);
      }
    }, 120_000);

    it('axe finds nothing in the dark either, nor on a phone, where nothing is wider than the window', async () => {
      const page = await signedIn({ colorScheme: 'dark', viewport: { width: 360, height: 740 } });
      for (const [title, path] of Object.entries(pages)) {
        await page.goto(service.url + path);
        await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([title, await accessibilityFaults(page)]).toEqual([title, []]);
        expect([title, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([title, true]);
      }
    }, 120_000);

    it('on a phone the pages are behind a button', async () => {
      const page = await signedIn({ viewport: { width: 360, height: 740 } });
      await page.getByRole('button', { name: 'Pages' }).click();
      await page.getByRole('link', { name: 'API keys' }).click();
      await page.getByRole('heading', { name: 'API keys', level: 1 }).waitFor();
      expect(await page.getByRole('link', { name: 'Webhooks' }).isVisible()).toBe(false);
    });

    it('nothing moves while a page comes in', async () => {
      const page = await signedIn();
      await page.evaluate(`window.shifts = []; new PerformanceObserver((list) => window.shifts.push(...list.getEntries().filter((entry) => !entry.hadRecentInput).map((entry) => entry.value))).observe({ type: 'layout-shift', buffered: true })`);
      for (const name of ['People', 'Audit', 'Integrations', 'API keys']) {
        await page.getByRole('link', { name, exact: true }).click();
        await page.getByRole('heading', { name, level: 1 }).waitFor();
        await page.waitForTimeout(700);
      }
      const shifts = await page.evaluate<number[]>('window.shifts');
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
    });

    it('the keyboard alone suffices, from the sign-in to a person added', async () => {
      const page = await visit('/');
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const tabTo = async (name: string) => {
        for (let steps = 0; steps < 60; steps++) {
          await press('Tab');
          if ((await page.evaluate<string>('document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ""')).trim().startsWith(name)) return;
        }
        throw new Error(`The Tab key does not lead to ${name}`);
      };
      await page.getByLabel(/^E-mail address/).waitFor();
      await page.keyboard.type(OWNER.email);
      await tabTo('Password');
      await page.keyboard.type(OWNER.password);
      await press('Enter');
      await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
      await tabTo('People');
      await press('Enter');
      await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
      await tabTo('Add a person');
      await press('Enter');
      await page.getByRole('dialog').waitFor();
      await tabTo('E-mail address');
      await page.keyboard.type('keys@example.com');
      await press('Enter');
      await page.getByRole('heading', { name: 'keys@example.com', level: 1 }).waitFor();
    });

    it('a second factor is asked for after the password: a wrong code is told, a recovery code opens', async () => {
      const person = { email: 'owner@factors.example', password: 'the password of the owner' };
      const staff = await ApiClient.signIn(service.url, OWNER);
      await staff.post('/api/v1/accounts', { name: 'Factors', owner: person });
      const owner = await ApiClient.signIn(service.url, person);
      const { body: begun } = await owner.post('/api/v1/session/second-factors/totp');
      const confirmation = { enrolment: begun.enrolment, name: 'Telephone', code: generateSync({ secret: begun.secret }) };
      const { body: added } = await owner.post('/api/v1/session/second-factors/totp/confirm', confirmation);
      const page = await visit('/');
      await page.getByLabel(/^E-mail address/).fill(person.email);
      await page.getByLabel(/^Password/).fill(person.password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Second factor' }).waitFor();
      await page.getByLabel(/^Six digits/).fill('000000');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').getByText('The second factor is wrong').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
      await page.getByLabel(/^Recovery code/).fill(added.recoveryCodes[0]);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
    });

    it('keeps nothing secret in the browser', async () => {
      const page = await signedIn();
      await page.goto(service.url + pages.Integrations);
      await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor();
      const stored = await page.evaluate<string[]>('[...Object.keys(localStorage), ...Object.keys(sessionStorage)]');
      expect(stored.filter((name) => !/^(moovingon-color-scheme|tsr-scroll-restoration)/.test(name))).toEqual([]);
      expect(await page.evaluate('document.cookie')).toBe('');
    });
  });

  describe('by role', () => {
    const member = { email: 'member@example.com', password: 'a password of the member' };
    const admin = { email: 'admin@example.com', password: 'a password of the admin' };

    beforeAll(async () => {
      const cookie = await ownersCookie();
      for (const [role, { email, password }] of Object.entries({ member, admin })) {
        const response = await post(`/api/v1/accounts/${accountId}/users`, { email, password, role }, cookie);
        expect(response.status).toBe(201);
      }
    });

    it('a member sees who he is and how to leave, and no page of the account', async () => {
      const page = await visit('/');
      await signIn(page, member.email, member.password);
      expect(await page.getByRole('navigation').count()).toBe(0);
      await page.goto(service.url + pages.People);
      await page.getByRole('alert').waitFor();
      await page.getByText('Reference number:').waitFor();
      await page.goto(service.url);
      await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Sign in to MoovingON AI' }).waitFor();
    });

    it('an administrator has the pages of his account, but cannot change to another one nor overrule the lock-out guard', async () => {
      const page = await visit('/');
      await signIn(page, admin.email, admin.password);
      expect(await page.getByRole('button', { name: /change to another one/ }).count()).toBe(0);
      await page.getByRole('link', { name: 'Account', exact: true }).click();
      expect(await page.getByRole('switch').isDisabled()).toBe(true);
    });

    it('staff makes an account, whose owner’s password is shown once, and changes to it by search', async () => {
      const page = await signedIn();
      await page.goto(service.url + pages.Accounts);
      await page.getByRole('button', { name: 'Add an account' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/^Name of the account/).fill('Globex');
      await dialog.getByLabel(/^The owner's e-mail/).fill('owner@globex.example');
      await dialog.getByRole('button', { name: 'Add an account' }).click();
      await dialog.getByRole('button', { name: /Copy The owner's password/ }).waitFor();
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await page.getByRole('button', { name: /change to another one/ }).click();
      await page.getByRole('dialog').getByLabel('Search accounts').fill('glob');
      // The list may still be on its way: an arrow chooses among what is there.
      await page.getByRole('option', { name: 'Globex', exact: true }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'No identity provider yet' }).waitFor();
      await page.getByRole('button', { name: 'Account Globex: change to another one' }).waitFor();
    });
  });

  describe('when something is wrong', () => {
    it('a wrong password is told with its reference number', async () => {
      const page = await visit('/');
      await page.getByLabel(/^E-mail address/).fill(OWNER.email);
      await page.getByLabel(/^Password/).fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      const notice = page.getByRole('alert');
      await notice.getByText('E-mail address or password is wrong').waitFor();
      expect(await notice.getByText(/Reference number/).textContent()).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it('an e-mail domain that no identity provider is known for is told, with what to do', async () => {
      const page = await visit('/sign-in');
      const go = page.getByRole('button', { name: 'Continue to my identity provider' });
      await go.click();
      expect(await page.evaluate('document.querySelector("input[type=email]:invalid") === document.activeElement')).toBe(true);
      await page.getByLabel(/^E-mail address/).fill('somebody@unknown.example');
      await go.click();
      await page.getByText('No identity provider is known for this e-mail domain yet.').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it('bad metadata is told beside its field, with what was expected', async () => {
      const page = await signedIn();
      await page.goto(service.url + pages['Add Okta']);
      await page.getByText('Metadata document (XML)').first().click();
      await page.getByRole('textbox', { name: 'Metadata document (XML)' }).fill('<no-metadata/>');
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('alert').getByText('Reference number:').waitFor();
      expect(await page.getByRole('textbox', { name: 'Metadata document (XML)' }).getAttribute('aria-invalid')).toBe('true');
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it('a service that does not answer is told, and a second try succeeds', async () => {
      const page = await signedIn();
      await page.route('**/integrations?*', (route) => route.abort());
      await page.goto(service.url + pages.Integrations);
      await page.getByText('The service does not answer').waitFor();
      await page.unroute('**/integrations?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'No identity provider yet' }).waitFor();
    }, 60_000);

    it('an address that leads nowhere, and an integration that is not there', async () => {
      const page = await signedIn();
      await page.goto(`${service.url}/no/such/page`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await page.goto(`${service.url}${pages.Integrations}/none`);
      await page.getByText('No such integration').waitFor();
    });

    it('a session that has ended leads to the sign-in, and from there back', async () => {
      const page = await signedIn();
      await page.goto(service.url + pages['API keys']);
      await page.getByRole('heading', { name: 'API keys', level: 1 }).waitFor();
      await page.context().clearCookies();
      await page.getByRole('link', { name: 'Webhooks' }).click();
      await page.getByRole('heading', { name: 'Sign in to MoovingON AI' }).waitFor();
      await page.getByLabel(/^E-mail address/).fill(OWNER.email);
      await page.getByLabel(/^Password/).fill(OWNER.password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor();
    });

    it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/sso/logout/x', 'javascript:alert(1)'])('after a sign-in nobody is sent to %s', async (returnTo) => {
      const page = await visit(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
      await signIn(page);
      expect(page.url()).toBe(`${service.url}/`);
    });
  });

  async function ownersCookie(): Promise<string> {
    const response = await post('/api/v1/session', OWNER);
    return (response.headers.get('set-cookie') as string).split(';')[0] as string;
  }

  function post(path: string, body: unknown, cookie = ''): Promise<Response> {
    return fetch(service.url + path, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) });
  }
});
