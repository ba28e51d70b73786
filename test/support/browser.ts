import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import jsQR from 'jsqr';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

const executablePath = findChromium();

/** A suite in a real browser; where the machine has none its tests count as skipped, and `npm test` says how to get one. */
export const describeInBrowser = executablePath === undefined ? describe.skip : describe;

/** The console as `npm start` builds it, built where it is not yet. */
export async function builtConsole(): Promise<string> {
  await promisify(execFile)(process.execPath, ['apps/api/build.mjs', 'console']);
  return join(process.cwd(), 'dist', 'console');
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath as string });
}

// A machine that runs everything else at the same time is slow, not broken.
const PATIENCE = 30_000;
jest.setTimeout(120_000);

/** A person at a browser of his own, and whatever the browser complained of. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What was new since the last call: scripts that failed, what the Content-Security-Policy refused. Requests that the service refused are no such thing. */
  complaints(): readonly string[];
}

export async function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  return { context, page, complaints: () => complaints.splice(0) };
}

/** Goes down a long table until this is in it, as somebody does: a page that is still coming in may take him to its top again. */
export async function downTo(page: Page, row: Locator): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    await page.keyboard.press('End');
    const isThere = await row.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    if (Date.now() > deadline) throw new Error(`Not in the table: ${row.toString()}`);
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page, a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe);
  const script = `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ' ' + failureSummary)))`;
  return page.evaluate<string[]>(script);
}

/** What a telephone reads whose camera looks at this part of the screen; null where it recognises no QR code. */
export async function readQrCode(shown: Locator): Promise<string | null> {
  const picture = (await shown.screenshot()).toString('base64');
  // Elsewhere: the console's Content-Security-Policy would not let the picture in.
  const desk = await shown.page().context().newPage();
  const { width, height, pixels } = await desk.evaluate<{ width: number; height: number; pixels: string }>(`(async () => {
    const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,${picture}')).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    canvas.drawImage(bitmap, 0, 0);
    const { data, width, height } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width, height, pixels: Array.from(data, (byte) => String.fromCharCode(byte)).join('') };
  })()`);
  await desk.close();
  return jsQR.default(Uint8ClampedArray.from(Buffer.from(pixels, 'latin1')), width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

const IMAGES = 'docs/images';

/** A picture for the documentation, where `npm run docs:images` asks for them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.WRITE_IMAGES) return;
  mkdirSync(IMAGES, { recursive: true });
  await page.screenshot({ path: join(IMAGES, `${name}.png`), animations: 'disabled' });
}
