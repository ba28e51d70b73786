import type { BrowserContextOptions, Locator, Page, Request } from 'playwright-core';
import { accessibilityFaults, describeInBrowser, type Visitor } from '../support/browser.js';
import { DIALOG_CASES } from '../support/console/dialog-cases.js';
import { failing, FAILURES, mended, notTold } from '../support/console/failures.js';
import { focusLeaves, walkWithTab } from '../support/console/focus-walk.js';
import { type EmptyCase, PAGE_CASES, type PageCase } from '../support/console/page-cases.js';
import { alerts, go, headingOf, inColours, overflowOf, settled, shiftsOf, WATCH_SHIFTS } from '../support/console/page-state.js';
import { consolePages, filesThatShow } from '../support/console/pages.js';
import { addressOf, ConsoleStage, EVERYBODY, type Person } from '../support/console/stage.js';

const PAGES = Object.entries(PAGE_CASES);
const REFERENCE = /Reference number:\s+[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const PHONE = { width: 320, height: 640 };
const SCHEMES = ['light', 'dark'] as const;
// Every page in one test: a machine that runs everything else at the same time takes its time.
const PATIENCE = 300_000;

it('each page of the router has its case, and so has each empty list and each dialog', () => {
  expect(Object.keys(PAGE_CASES).sort()).toEqual([...consolePages()].sort());
  const covered = PAGES.flatMap(([, { empty = [] }]) => empty.map(({ file }) => file));
  expect([...new Set(covered)].sort()).toEqual(filesThatShow('EmptyState'));
  expect(Object.keys(DIALOG_CASES).sort()).toEqual(filesThatShow('Dialog', 'Confirmation'));
});

/** Every page of the console, for everybody, in each of its states. */
describeInBrowser('Every page of the console', () => {
  let stage: ConsoleStage;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    stage = await ConsoleStage.start();
  }, 180_000);

  afterAll(() => stage?.stop());

  afterEach(async () => {
    for (const { context, complaints } of visitors.splice(0)) {
      const heard = complaints();
      await context.close();
      expect(heard).toEqual([]);
    }
  });

  async function visitor(person: Person, options?: BrowserContextOptions): Promise<Page> {
    const made = await stage.visitor(person, options);
    visitors.push(made);
    return made.page;
  }

  const at = (address: string) => stage.service.url + address;

  /** Does something on each page, each time as somebody who sees it, a browser for each of them, side by side. @returns the faults, by page */
  async function onEachPage(work: (page: Page, path: string, pageCase: PageCase) => Promise<readonly string[]>, options?: BrowserContextOptions): Promise<Record<string, readonly string[]>> {
    const faults: Record<string, readonly string[]> = {};
    const ofViewer = async (viewer: Person, pages: typeof PAGES) => {
      const page = await visitor(viewer, options);
      await page.addInitScript(WATCH_SHIFTS);
      for (const [path, pageCase] of pages) {
        const found = await work(page, path, pageCase);
        if (found.length > 0) faults[path] = found;
      }
    };
    const viewed = (viewer: Person) => PAGES.filter(([, pageCase]) => viewerOf(pageCase) === viewer);
    const owners = viewed('owner');
    const half = Math.ceil(owners.length / 2);
    await Promise.all([ofViewer('nobody', viewed('nobody')), ofViewer('staff', viewed('staff')), ofViewer('owner', owners.slice(0, half)), ofViewer('owner', owners.slice(half))]);
    return faults;
  }

  describe('is shown to whom it is for, and refused to everybody else with a reference number:', () => {
    it.each(EVERYBODY)('%s', async (person) => {
      const page = await visitor(person);
      await page.goto(at('/'));
      await settled(page);
      const found: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const [path, { heading, shownTo }] of PAGES) {
        await go(page, addressOf(path, stage.full));
        const wanted = shownTo.includes(person) ? 'shown' : person === 'nobody' ? 'asked to sign in' : path === '/sign-in' ? 'at home' : 'refused, with a reference number';
        await soon(async () => (describeShown(await headingOf(page), await alerts(page), heading) === wanted ? [] : [wanted]));
        found[path] = describeShown(await headingOf(page), await alerts(page), heading);
        expected[path] = wanted;
      }
      expect(found).toEqual(expected);
    });
  });

  it('says in its empty lists what to do first', async () => {
    const page = await visitor('staff');
    await page.goto(at('/'));
    for (const [path, { empty = [] }] of PAGES) {
      for (const emptyCase of empty) await expectEmpty(page, path, emptyCase);
    }
  });

  async function expectEmpty(page: Page, path: string, { query = '', typed, heading, says }: EmptyCase): Promise<void> {
    await go(page, addressOf(path, stage.emptyFor(path)) + query);
    if (typed !== undefined) await page.getByRole('main').getByRole('textbox').or(page.getByRole('main').getByRole('searchbox')).first().fill(typed);
    await page.getByRole('heading', { name: heading, exact: true, level: 2 }).waitFor();
    expect(await page.getByText(says).count()).toBeGreaterThan(0);
    expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
  }

  describe('tells what went wrong, what to do and the reference number, and goes on after another try:', () => {
    it.each(FAILURES)('%s', async (failure) => {
      const faults = await onEachPage(async (page, path, { asksNothing, heading }) => {
        if (asksNothing) return [];
        // Anew, so that nothing is known from the page before; where that is not gone on with, nothing becomes known.
        if (page.url() === 'about:blank' || failure === 500) {
          // Further tries come seconds apart: the clock goes faster than they do.
          if (page.url() === 'about:blank') await page.clock.install();
          await page.goto(at('/'));
          await settled(page);
        }
        if (page.url() === at('/')) await failing(page, failure);
        await hurry(page, go(page, addressOf(path, stage.full)));
        const found = await soon(async () => notTold(await alerts(page), failure));
        if (failure !== 500) return found;
        await mended(page);
        const again = page.getByRole('main').getByRole('button', { name: 'Try again' });
        while ((await again.count()) > 0) {
          await again.first().click();
          await settled(page);
        }
        const shown = await headingOf(page);
        return (typeof heading === 'string' ? shown === heading : heading.test(shown)) ? found : [...found, `after another try: ${shown}`];
      });
      expect(faults).toEqual({});
    }, PATIENCE);

    it('where one of several answers of the API alone is missing', async () => {
      const faults = await onEachPage(async (page, path, { asksNothing, goesWithout }) => {
        if (asksNothing) return [];
        const address = at(addressOf(path, stage.full));
        const found: string[] = [];
        for (const pathname of await requestsOf(page, address)) {
          if (goesWithout?.test(pathname)) continue;
          await failing(page, 403, pathname);
          await page.goto(address);
          await settled(page);
          found.push(...(await soon(async () => notTold(await alerts(page), 403))).map((fault) => `${withoutIds(pathname)}: ${fault}`));
          await mended(page);
        }
        return found;
      });
      expect(faults).toEqual({});
    }, PATIENCE);
  });

  it('keeps the focus in its dialogs, closes them with Escape, and gives the focus back', async () => {
    const pages = { owner: await visitor('owner'), staff: await visitor('staff') };
    for (const page of Object.values(pages)) await page.goto(at('/'));
    const faults: Record<string, readonly string[]> = {};
    for (const [file, dialogCase] of Object.entries(DIALOG_CASES)) {
      if ('testedIn' in dialogCase) continue;
      const page = viewerOf(PAGE_CASES[dialogCase.page] as PageCase) === 'staff' ? pages.staff : pages.owner;
      await go(page, addressOf(dialogCase.page, stage.full));
      const found = await tryDialog(page, dialogCase.opener(page));
      if (found.length > 0) faults[file] = found;
    }
    expect(faults).toEqual({});
  }, PATIENCE);

  it('keeps a list of 5,000 people short in the page, while the keyboard walks it and screen readers know how long it is', async () => {
    const page = await visitor('owner');
    await serveManyPeople(page, 5_000);
    await page.goto(at(addressOf('/accounts/$accountId/people', stage.full)));
    await settled(page);
    const table = page.getByRole('table', { name: 'People' });
    const rows = () => page.evaluate<number>(`document.querySelectorAll('[role=table] [role=row]').length`);
    const atRow = () => page.evaluate<number>(`Number(document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex'))`);
    expect(await table.getAttribute('aria-rowcount')).toBe('-1');
    await table.getByRole('link').first().focus();
    for (let row = 3; row < 70; row++) {
      await page.keyboard.press('Tab');
      expect(await atRow()).toBe(row);
    }
    expect(await rows()).toBeLessThan(60);
    for (let presses = 0; presses < 500 && (await table.getAttribute('aria-rowcount')) === '-1'; presses++) {
      await page.keyboard.press('End');
      await page.waitForTimeout(20);
    }
    expect(await table.getAttribute('aria-rowcount')).toBe('5001');
    await page.keyboard.press('End');
    await page.getByRole('link', { name: 'Person 4999', exact: true }).waitFor();
    expect(await rows()).toBeLessThan(60);
    expect(await accessibilityFaults(page)).toEqual([]);
  }, PATIENCE);

  it('does not move while it comes in, has no fault that axe finds, light and dark, and shows the keyboard where it is', async () => {
    const faults = await onEachPage(async (page, path) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(at(addressOf(path, stage.full)));
      await settled(page);
      await page.waitForTimeout(150);
      const found = [...(await shiftsOf(page)).map((shift) => `moved ${shift}`), ...(await overflowOf(page)), ...(await walkWithTab(page)), ...(await accessibilityFaults(page))];
      await inColours(page, 'dark');
      return [...found, ...(await accessibilityFaults(page)).map((fault) => `dark: ${fault}`)];
    });
    expect(faults).toEqual({});
  }, PATIENCE);

  it('fits on a telephone of 320 pixels, without scrolling sideways', async () => {
    const faults = await onEachPage(
      async (page, path) => {
        if (page.url() === 'about:blank') await page.goto(at(addressOf(path, stage.full)));
        await go(page, addressOf(path, stage.full));
        const found = [...(await overflowOf(page))];
        for (const colorScheme of SCHEMES) {
          await inColours(page, colorScheme);
          found.push(...(await accessibilityFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
        }
        return found;
      },
      { viewport: PHONE },
    );
    expect(faults).toEqual({});
  }, PATIENCE);
});

/** Looks until nothing is missing, or for five seconds: what an answer changes may come a moment after the page has come to rest. @returns what is missing */
async function soon(missing: () => Promise<readonly string[]>): Promise<readonly string[]> {
  for (let look = 0; look < 50; look++) {
    if ((await missing()).length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return missing();
}

/** In the place of the API: so many people, page after page. */
function serveManyPeople(page: Page, count: number): Promise<unknown> {
  return page.route('**/users?*', async (route) => {
    const { searchParams } = new URL(route.request().url());
    const from = Number(searchParams.get('cursor') ?? 0);
    const to = Math.min(count, from + Number(searchParams.get('limit')));
    const items = Array.from({ length: to - from }, (_, index) => ({ ...SOMEBODY, id: `person-${from + index}`, userName: `person${from + index}@acme.example`, displayName: `Person ${from + index}` }));
    await route.fulfill({ json: { items, nextCursor: to < count ? String(to) : null } });
  });
}

const SOMEBODY = { email: null, givenName: null, familyName: null, firstPhone: null, secondPhone: null, active: true, role: 'member', staff: false, managedBy: null, warnings: [], createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };

/** The paths that a page reads of the API. */
async function requestsOf(page: Page, address: string): Promise<readonly string[]> {
  const asked = new Set<string>();
  const note = (request: Request) => void (request.resourceType() === 'fetch' && request.method() === 'GET' && asked.add(new URL(request.url()).pathname));
  page.on('request', note);
  await page.goto(address);
  await settled(page);
  page.off('request', note);
  return [...asked].filter((pathname) => pathname.startsWith('/api/v1/') && pathname !== '/api/v1/session');
}

function withoutIds(pathname: string): string {
  return pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
}

/** Lets the page's clock run ahead until something is done. */
async function hurry(page: Page, work: Promise<void>): Promise<void> {
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  for (let leaps = 0; leaps < 200 && !isDone; leaps++) {
    await page.waitForTimeout(40);
    if (!isDone) await page.clock.fastForward(4_100);
  }
  await done;
}

/** Opens a dialog with the keyboard and leaves it again. */
async function tryDialog(page: Page, opener: Locator): Promise<readonly string[]> {
  await opener.focus();
  await page.keyboard.press((await opener.getAttribute('role')) === 'switch' ? 'Space' : 'Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await settled(page);
  const found = [...(await focusLeaves(page)), ...(await accessibilityFaults(page))];
  await inColours(page, 'dark');
  found.push(...(await accessibilityFaults(page)).map((fault) => `dark: ${fault}`));
  await inColours(page, 'light');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.waitForTimeout(100);
  const isBack = await opener.evaluate((element) => (element as unknown as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement === element);
  return isBack ? found : [...found, 'the focus does not go back to what opened it'];
}

function viewerOf({ shownTo }: PageCase): Person {
  return shownTo.includes('owner') ? 'owner' : (shownTo[0] as Person);
}

function describeShown(shown: string, said: readonly string[], heading: string | RegExp): string {
  if (said.length > 0) return said.every((text) => REFERENCE.test(text)) ? 'refused, with a reference number' : `refused without a reference number: ${said.join(' / ')}`;
  if (typeof heading === 'string' ? shown === heading : heading.test(shown)) return 'shown';
  if (/^Sign in to/.test(shown)) return 'asked to sign in';
  return /^Welcome/.test(shown) ? 'at home' : shown;
}
