import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Bench } from './bench.js';
import { chooseContestants } from './contestants/index.js';
import { machineFacts } from './machine.js';
import { measureDurability } from './measure/durability.js';
import { measureFlood } from './measure/flood.js';
import { measureFloors } from './measure/floors.js';
import { measureInstances } from './measure/instances.js';
import { measureScale } from './measure/scale.js';
import { measureScim } from './measure/scim.js';
import { measureSignIns } from './measure/sign-in.js';
import { measureValidation } from './measure/validation.js';
import { describeOptions, readOptions } from './options.js';
import { renderReport } from './report/report.js';

const MEASUREMENTS = [
  ['floors', measureFloors],
  ['scim', measureScim],
  ['sign-in', measureSignIns],
  ['validation', measureValidation],
  ['flood', measureFlood],
  ['instances', measureInstances],
  ['durability', measureDurability],
  ['scale', measureScale],
];
const BASICS = ['undici', 'better-sqlite3', 'pg'];

/** Runs what the options ask for; the report goes to standard output, progress to standard error, the numbers to a JSON file. */
export async function main(parameters) {
  const options = readOptions(parameters);
  if (options.help) return void console.log(`npm run bench -- [options]\n${describeOptions()}`);
  const contestants = chooseContestants(options);
  const machine = machineFacts([...BASICS, ...contestants.flatMap(({ packages }) => packages)]);
  const bench = await Bench.open(options, contestants);
  try {
    for (const [name, measure] of MEASUREMENTS) if (options.wants(name)) await measure(bench);
    machine.postgres = await bench.postgresFacts();
  } finally {
    await bench.close();
  }
  const { rounds, seconds, warmUp, concurrency, sizes } = options;
  const report = { machine, options: { rounds, seconds, warmUp, concurrency, sizes, parameters }, results: bench.results, failures: bench.failures };
  write(options.out || new URL(`../results/${machine.at.replaceAll(':', '-')}.json`, import.meta.url).pathname, report);
  console.log(renderReport(report, contestants));
  process.exitCode = bench.failures.length > 0 ? 1 : 0;
}

function write(path, report) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(report, undefined, 1));
  process.stderr.write(`numbers: ${path}\n`);
}
