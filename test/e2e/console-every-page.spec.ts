import type { BrowserContextOptions, Page } from 'playwright-core';
import { accessibilityFaults, describeInBrowser, type Visitor } from '../support/browser.js';
import { walkWithTab } from '../support/console/focus-walk.js';
import { type EmptyCase, PAGE_CASES, type PageCase } from '../support/console/page-cases.js';
import { alerts, go, headingOf, overflowOf, settled, shiftsOf, WATCH_SHIFTS } from '../support/console/page-state.js';
import { consolePages, filesThatShow } from '../support/console/pages.js';
import { addressOf, ConsoleStage, EVERYBODY, type Person } from '../support/console/stage.js';

const PAGES = Object.entries(PAGE_CASES);
const REFERENCE = /Reference number:\s+[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const PHONE = { width: 320, height: 640 };
const SCHEMES = ['light', 'dark'] as const;

it('each page of the router has its case, and so has each empty list', () => {
  expect(Object.keys(PAGE_CASES).sort()).toEqual([...consolePages()].sort());
  const covered = PAGES.flatMap(([, { empty = [] }]) => empty.map(({ file }) => file));
  expect([...new Set(covered)].sort()).toEqual(filesThatShow('EmptyState'));
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
        found[path] = describeShown(await headingOf(page), await alerts(page), heading);
        expected[path] = shownTo.includes(person) ? 'shown' : person === 'nobody' ? 'asked to sign in' : path === '/sign-in' ? 'at home' : 'refused, with a reference number';
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

  it('does not move while it comes in, has no fault that axe finds, light and dark, and shows the keyboard where it is', async () => {
    const faults = await onEachPage(async (page, path) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(at(addressOf(path, stage.full)));
      await settled(page);
      await page.waitForTimeout(150);
      const found = [...(await shiftsOf(page)).map((shift) => `moved ${shift}`), ...(await overflowOf(page)), ...(await walkWithTab(page)), ...(await accessibilityFaults(page))];
      await page.emulateMedia({ colorScheme: 'dark' });
      return [...found, ...(await accessibilityFaults(page)).map((fault) => `dark: ${fault}`)];
    });
    expect(faults).toEqual({});
  });

  it('fits on a telephone of 320 pixels, without scrolling sideways', async () => {
    const faults = await onEachPage(
      async (page, path) => {
        if (page.url() === 'about:blank') await page.goto(at(addressOf(path, stage.full)));
        await go(page, addressOf(path, stage.full));
        const found = [...(await overflowOf(page))];
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          found.push(...(await accessibilityFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
        }
        return found;
      },
      { viewport: PHONE },
    );
    expect(faults).toEqual({});
  });
});

function viewerOf({ shownTo }: PageCase): Person {
  return shownTo.includes('owner') ? 'owner' : (shownTo[0] as Person);
}

function describeShown(shown: string, said: readonly string[], heading: string | RegExp): string {
  if (said.length > 0) return said.every((text) => REFERENCE.test(text)) ? 'refused, with a reference number' : `refused without a reference number: ${said.join(' / ')}`;
  if (typeof heading === 'string' ? shown === heading : heading.test(shown)) return 'shown';
  if (/^Sign in to/.test(shown)) return 'asked to sign in';
  return /^Welcome/.test(shown) ? 'at home' : shown;
}
