import type { Page } from 'playwright-core';

/** Goes to a page of the console inside of it, as a link does: nothing is loaded anew, and what was read before is still there. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(address)})`);
  await settled(page);
}

// The router's own word that it has arrived; nothing on the page that says it is on its way. (Playwright's waitForFunction is refused by the Content-Security-Policy.)
const SETTLED = `(async () => {
  const isWaiting = () => {
    const { state } = window.__TSR_ROUTER__ ?? {};
    if (state?.status !== 'idle' || state.resolvedLocation?.href !== state.location.href || document.querySelector('h1, [role=alert]') === null) return true;
    return [...document.querySelectorAll('[role=status]')].some((status) => (status.getAttribute('aria-label') ?? '').startsWith('Loading') || status.textContent.includes('Loading …'));
  };
  const patience = 400;
  for (let look = 0; look < patience; look++) {
    await new Promise((done) => setTimeout(done, 25));
    if (!isWaiting()) return;
  }
  throw new Error('The page does not come to rest: ' + location.pathname + ' ' + document.body.innerText.slice(0, 500));
})()`;

/** Until the page is there, and nothing on it says any more that it is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(SETTLED);
}

/** What the alerts of a page say, each as one text. */
export function alerts(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('[role=alert]')].map((alert) => alert.innerText)`);
}

export function headingOf(page: Page): Promise<string> {
  return page.evaluate<string>(`document.querySelector('h1')?.innerText ?? ''`);
}

/** Sums up what moves by itself; to be there before the page is. */
export const WATCH_SHIFTS = `
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) window.shifts.push([value, sources.map(({ node }) => node?.nodeType === 1 ? node.outerHTML.slice(0, 120) : String(node?.textContent).slice(0, 80)).join(' | ')]);
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** What has moved since the page began to load, where it is more than nothing. */
export async function shiftsOf(page: Page): Promise<readonly string[]> {
  const shifts = await page.evaluate<[number, string][]>('window.shifts');
  const sum = shifts.reduce((total, [value]) => total + value, 0);
  return sum < 0.01 ? [] : [`${sum.toFixed(3)}: ${shifts.map(([, what]) => what).join('; ')}`];
}

// React hears of it, the style sheet follows, and what fades (were it for a hundredth of a millisecond) has faded.
const REPAINTED = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
  const isThere = () => document.documentElement.dataset.mantineColorScheme === (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  for (let frames = 0; frames < 400 && !isThere(); frames++) await frame();
  await frame();
  await Promise.all(document.getAnimations().filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished.catch(() => undefined)));
  await frame();
})()`;

/** The page as a device shows it that is set to light or dark. */
export async function inColours(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(REPAINTED);
}

/** What is wider than the window. */
export async function overflowOf(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    return wide.slice(-3).map((element) => document.documentElement.scrollWidth + ' of ' + innerWidth + ': ' + element.outerHTML.slice(0, 160));
  })()`);
}
