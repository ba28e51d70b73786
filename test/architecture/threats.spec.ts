import { existsSync, readFileSync } from 'node:fs';
import { FORGERIES } from '../support/saml/forgeries.js';

/** docs/threats.md: each row names the tests that show its threat refused, and they are there. */
const rows = readFileSync('docs/threats.md', 'utf8')
  .split('\n')
  .map((line) => /^\| (\d+) \| (.+?) \| (.+) \|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, number, threat, tests]) => ({ number: Number(number), threat: threat as string, tests: (tests as string).split('; ') }));

// A title stands in the source between quotes, with these escaped as they need.
const quoted = (title: string) => ["'", '"', '`'].map((quote) => `${quote}${title.replaceAll(quote, `\\${quote}`)}${quote}`);

function isThere(test: string, row: number): boolean {
  if (test === `the forgeries of row ${row}`) return FORGERIES.some((forgery) => forgery.row === row);
  const [, path, title] = /^`([^`]+)` \*(.+)\*$/.exec(test) ?? [];
  if (path === undefined || title === undefined || !existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  return quoted(title).some((text) => source.includes(text));
}

describe('the table of threats', () => {
  it('has its rows, from 0 on, each once', () => {
    expect(rows.length).toBeGreaterThan(13);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index));
  });

  it.each(rows)('names tests for row $number that are there: $threat', ({ number, tests }) => {
    expect(tests.filter((test) => !isThere(test, number))).toEqual([]);
  });

  it('has a row for every forgery, which names them', () => {
    const unnamed = FORGERIES.filter(({ row }) => !rows[row]?.tests.includes(`the forgeries of row ${row}`));
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });

  it('notices a test that is gone', () => {
    expect(isThere('`test/attacks/threat-table.spec.ts` *threat 99*', 1)).toBe(false);
    expect(isThere('`test/attacks/gone.spec.ts` *threat 1*', 1)).toBe(false);
    expect(isThere('`test/attacks/threat-table.spec.ts`', 1)).toBe(false);
    expect(isThere('the forgeries of row 99', 99)).toBe(false);
  });
});
