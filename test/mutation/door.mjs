// `node test/mutation/door.mjs`: takes one thing that a sign-in rests on out of a copy of the code, runs the spec that has to notice, puts it back, and
// goes on with the next (docs/mutation-testing.md). With words, only the removals whose names hold them all. Ends with 1 where one was not noticed.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { REMOVALS } from './door-removals.mjs';

const ROOT = resolve(import.meta.dirname ?? '.', '../..');
const LEFT_OUT = ['node_modules', '.git', 'dist', 'data', 'coverage', 'reports', 'docs/images', 'apps/console'];
const words = process.argv.slice(2);
const removals = REMOVALS.filter(({ name }) => words.every((word) => name.includes(word)));

const copy = mkdtempSync(join(tmpdir(), 'moovingon-removals-'));
try {
  cpSync(ROOT, copy, { recursive: true, filter: (source) => isCode(relative(ROOT, source)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  process.exitCode = (await judgeAll()) ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function isCode(path) {
  return !path.startsWith('.stryker-tmp') && !LEFT_OUT.includes(path);
}

async function judgeAll() {
  const specs = [...new Set(removals.map(({ spec }) => spec))];
  const broken = [];
  for (const spec of specs) if ((await run(spec)).verdict !== 'passed') broken.push(spec);
  for (const spec of broken) console.log(`FAILS AS IT IS  ${spec}`);
  const verdicts = [];
  for (const removal of removals.filter(({ spec }) => !broken.includes(spec))) verdicts.push(await judge(removal));
  console.log(`${verdicts.filter((noticed) => noticed).length} of ${removals.length} removals were noticed`);
  return verdicts.length > 0 && verdicts.length === removals.length && verdicts.every((noticed) => noticed);
}

/** @returns whether the spec noticed */
async function judge({ name, spec, edits }) {
  const files = new Map(edits.map(([file]) => [file, readFileSync(join(copy, file), 'utf8')]));
  try {
    const missing = edits.find((edit) => !apply(edit));
    if (missing) return say('NO LONGER FITS', `${name} (${missing[0]}: ${missing[1]})`, false);
    const { verdict, failed } = await run(spec);
    if (verdict === 'failed') return say('noticed', `${name} (${spec}: ${failed})`, true);
    return say(verdict === 'passed' ? 'NOT NOTICED' : 'DOES NOT RUN', `${name} (${spec})`, false);
  } finally {
    for (const [file, text] of files) writeFileSync(join(copy, file), text);
  }
}

/** A text that is there twice, or not at all, is not the one that was meant. */
function apply([file, from, to]) {
  const parts = readFileSync(join(copy, file), 'utf8').split(from);
  if (parts.length !== 2 || from === to) return false;
  writeFileSync(join(copy, file), parts.join(to));
  return true;
}

function say(verdict, text, noticed) {
  console.log(`${verdict.padEnd(14)}  ${text}`);
  return noticed;
}

/**
 * `failed` where some tests of the spec failed and others passed: code that cannot be loaded, or a service that does not start, fails all of
 * them, and shows nothing. A spec of one test has to fail by what it expects.
 */
async function run(spec) {
  const report = join(copy, 'removal-report.json');
  rmSync(report, { force: true });
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--runInBand', '--forceExit', '--json', `--outputFile=${report}`, spec];
  const child = spawn(process.execPath, jest, { cwd: copy, stdio: 'ignore', env: { ...process.env, TEST_ENGINES: 'sqlite' } });
  await new Promise((ended) => child.once('close', ended));
  try {
    const { success, numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(({ status }) => status === 'failed')?.title;
    if (numPassedTests === 0) return { verdict: 'broken' };
    return numFailedTests > 0 ? { verdict: 'failed', failed } : { verdict: success ? 'passed' : 'broken' };
  } catch {
    return { verdict: 'broken' };
  }
}
