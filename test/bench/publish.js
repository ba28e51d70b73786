import { readFileSync, writeFileSync } from 'node:fs';
import { chooseContestants } from './src/contestants/index.js';
import { renderReport } from './src/report/report.js';

/** node test/bench/publish.js <results.json>: puts the report of a run into docs/performance.md and keeps its numbers as results/summary.json. */
const [file] = process.argv.slice(2);
const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);
const results = JSON.parse(readFileSync(file, 'utf8'));
const report = renderReport(results, chooseContestants({ peers: 'all', engines: ['sqlite', 'postgres'], against: '' }))
  .replace(/^# .*\n+/, '')
  .replace(/^## /gm, '### ');
const document = readFileSync(DOCUMENT, 'utf8');
const published = document.replace(/(<!-- measured -->\n)[\s\S]*(<!-- \/measured -->)/, (_, before, after) => `${before}\n${report}\n\n${after}`);
if (published === document) throw new Error('docs/performance.md has no place for the results');
writeFileSync(DOCUMENT, published);
writeFileSync(new URL('./results/summary.json', import.meta.url), `${JSON.stringify(results, undefined, 1)}\n`);
