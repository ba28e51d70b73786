import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, NO_BROWSER } from './support/find-chromium.mjs';

/** The test command: types (the service's and the console's), lint, dependency rules, then every test on both engines. Its last line counts them all. */
const node = (...parameters) => ({ command: process.execPath, parameters });
const bin = (path) => join('node_modules', path);

const checks = [
  { name: 'types', ...node(bin('typescript/bin/tsc'), '--noEmit') },
  { name: 'types of the console', ...node(bin('typescript/bin/tsc'), '-p', 'apps/console') },
  { name: 'lint', ...node(bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0') },
  { name: 'dependency rules', ...node(bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'libs', 'apps', 'test', '--no-progress') },
];

// The console's types and its lint rules look at the types of the API, which are made from openapi.json.
await run(node('apps/console/write-client.mjs'), 'inherit');
const verdicts = await Promise.all(checks.map(async (check) => ({ ...check, ...(await run(check, 'pipe')) })));
for (const { name, code, output } of verdicts) console.log(code === 0 ? `${name}: passed` : `${name}: FAILED\n${output}`);

const jest = await runJest();
const passed = verdicts.filter(({ code }) => code === 0).length + jest.passed;
const failed = verdicts.filter(({ code }) => code !== 0).length + jest.failed;
if (!findChromium()) console.log(NO_BROWSER);
console.log(`${passed} passed, ${failed} failed${jest.skipped ? `, ${jest.skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;

async function runJest() {
  const folder = mkdtempSync(join(tmpdir(), 'moovingon-jest-'));
  const report = join(folder, 'report.json');
  // More than there are processors: much of an e2e test is waiting. A number, as Jest takes 150% for 150.
  const workers = Math.ceil(availableParallelism() * 1.5);
  const parameters = ['--experimental-vm-modules', '--no-warnings', bin('jest/bin/jest.js'), `--maxWorkers=${workers}`, '--workerIdleMemoryLimit=2GB', '--json', `--outputFile=${report}`, ...process.argv.slice(2)];
  const { code } = await run(node(...parameters), ['ignore', 'ignore', 'inherit']);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: failed || (code === 0 ? 0 : 1), skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run({ command, parameters }, stdio) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
