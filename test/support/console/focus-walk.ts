import type { Page } from 'playwright-core';

const MOST_STOPS = 400;

/** In the page: what the Tab key should reach, and what can be seen of the focus where it is. */
const TOOLS = `
window.focusWalk = {
  isReachable(element) {
    if (element.disabled || element.tabIndex < 0 || element.closest('[inert]') || element.closest('fieldset:disabled')) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const closed = element.closest('details:not([open])');
    return !closed || closed.querySelector(':scope > summary')?.contains(element) === true;
  },
  expected(scope) {
    const all = [...(scope ?? document).querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')].filter((element) => this.isReachable(element));
    const groups = new Set();
    // Of a group of radio buttons the Tab key reaches one; arrows do the rest.
    return all.filter((element) => {
      if (element.type !== 'radio') return true;
      if (groups.has(element.name)) return false;
      groups.add(element.name);
      return true;
    });
  },
  keyOf(element) {
    return element.type === 'radio' ? 'radio ' + element.name : (element.dataset.walk ??= String(this.count++));
  },
  count: 0,
  nameOf(element) {
    return element.outerHTML.slice(0, 140);
  },
  look(element) {
    const around = [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling, element.previousElementSibling].filter(Boolean);
    return around.map((node) => {
      const style = getComputedStyle(node);
      const outline = style.outlineStyle === 'none' || style.outlineWidth === '0px' ? '' : style.outlineStyle + style.outlineWidth + style.outlineColor;
      return [outline, style.boxShadow, style.borderTopColor, style.borderBottomColor, style.backgroundColor].join();
    }).join(' / ');
  },
  /** The stop where the focus is now; what is wrong with it, and with the one before, which has lost it. */
  stop() {
    const faults = [];
    if (this.last && this.last.element.isConnected && this.last.element !== document.activeElement && this.look(this.last.element) === this.last.look) faults.push('no visible focus: ' + this.nameOf(this.last.element));
    const element = document.activeElement;
    this.last = undefined;
    if (!element || element === document.body) return { key: null, faults };
    this.last = { element, look: this.look(element) };
    const seen = element.getBoundingClientRect().width > 3 && getComputedStyle(element).opacity !== '0' ? element : (element.nextElementSibling ?? element.parentElement);
    const { top, bottom, left, right } = seen.getBoundingClientRect();
    const middle = document.elementFromPoint((Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
    const isShown = bottom > 0 && top < innerHeight && middle !== null;
    const header = middle?.closest('header');
    if (!isShown || (header && !header.contains(element) && !element.className.includes('skip'))) faults.push('focus out of sight: ' + this.nameOf(element));
    return { key: this.keyOf(element), faults };
  },
};`;

interface Stop {
  readonly key: string | null;
  readonly faults: readonly string[];
}

/** Walks the page with the Tab key from where the focus is, once around. @returns what it does not reach, and where the focus cannot be seen */
export async function walkWithTab(page: Page, scope = 'document'): Promise<readonly string[]> {
  await page.evaluate(TOOLS);
  const expected = await page.evaluate<[string, string][]>(`focusWalk.expected(${scope}).map((element) => [focusWalk.keyOf(element), focusWalk.nameOf(element)])`);
  const visited = new Set<string>();
  const faults: string[] = [];
  let isRoundOnce = false;
  for (let steps = 0; steps < MOST_STOPS && !isRoundOnce; steps++) {
    await page.keyboard.press('Tab');
    const { key, faults: found } = await page.evaluate<Stop>('focusWalk.stop()');
    if (key === null || !visited.has(key)) faults.push(...found);
    isRoundOnce = key !== null && visited.has(key) && expected.every(([one]) => visited.has(one) || steps > expected.length * 2 + 20);
    if (key !== null) visited.add(key);
    if (steps > expected.length * 2 + 20) break;
  }
  return [...new Set(faults), ...expected.filter(([key]) => !visited.has(key)).map(([, name]) => `not reached: ${name}`)];
}

/** Where a dialog is open: whether the focus is in it, and stays there for a whole round in both directions. */
export async function focusLeaves(page: Page): Promise<readonly string[]> {
  const inside = () => page.evaluate<string | null>(`(() => { const at = document.activeElement; return at?.closest('[role=dialog]') ? null : (at?.outerHTML ?? 'nothing').slice(0, 140); })()`);
  const faults: string[] = [];
  const began = await inside();
  if (began !== null) faults.push(`the focus begins outside: ${began}`);
  for (const key of [...Array<string>(12).fill('Tab'), ...Array<string>(14).fill('Shift+Tab')]) {
    await page.keyboard.press(key);
    const left = await inside();
    if (left !== null) faults.push(`${key} leaves it: ${left}`);
  }
  return [...new Set(faults)];
}
