import { readFileSync, writeFileSync } from 'node:fs';
import { chooseContestants } from './src/contestants/index.js';
import { renderReport } from './src/report/report.js';

/** node test/bench/publish.js <results.json> …: puts the reports of one run or several into docs/performance.md, one after the other, and keeps their numbers as results/summary.json. */
const files = process.argv.slice(2);
const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);
const runs = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
const report = runs.map(reportOf).join('\n\n');
const document = readFileSync(DOCUMENT, 'utf8');
const published = document.replace(/(<!-- measured -->\n)[\s\S]*(<!-- \/measured -->)/, (_, before, after) => `${before}\n${report}\n\n${after}`);
if (published === document) throw new Error('docs/performance.md has no place for the results');
writeFileSync(DOCUMENT, published);
writeFileSync(new URL('./results/summary.json', import.meta.url), `${JSON.stringify(runs, undefined, 1)}\n`);

function reportOf(results) {
  const contestants = chooseContestants({ peers: 'all', engines: ['sqlite', 'postgres'], against: '' });
  const body = renderReport(results, contestants).replace(/^# .*\n+/, '').replace(/^## /gm, '#### ');
  return `### \`npm run bench -- ${results.options.parameters.join(' ')}\`\n\n${body}`;
}
