import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

/** The options of `npm run bench -- …`, each with its default and one sentence. */
export const OPTIONS = {
  peers: { type: 'string', default: 'all', says: 'contestants beside ours, comma-separated parts of their keys (scimmy,jackson,…), or all, or none' },
  'without-ours': { type: 'boolean', default: false, says: 'measures the peers alone' },
  against: { type: 'string', default: '', says: 'the folder of another checkout of the service, built: measured beside this one, before and after in one run' },
  only: { type: 'string', default: 'all', says: 'measurements: floors, scim, sign-in, validation, flood, instances, durability, scale (comma-separated), or all' },
  work: { type: 'string', default: 'all', says: 'SCIM work items: look-up, read, first-page, deepest-page, put, patch, add-member, create (comma-separated), or all' },
  engine: { type: 'string', default: 'both', says: 'sqlite, postgres or both' },
  sizes: { type: 'string', default: '2000,20000', says: 'users stored, for ours and the peers' },
  scale: { type: 'string', default: '10000,1000000', says: 'users stored, for ours alone: the measurement "scale"' },
  rounds: { type: 'string', default: '3', says: 'how often each contestant is started and driven; the table shows medians' },
  seconds: { type: 'string', default: '4', says: 'measured time of one work item in one round' },
  'warm-up': { type: 'string', default: '1', says: 'driven before that and not counted, in seconds' },
  concurrency: { type: 'string', default: '32', says: 'kept-alive connections, each with one request under way' },
  'sign-ins': { type: 'string', default: '6000', says: 'responses signed before each round of sign-ins: at most so many are posted' },
  directory: { type: 'string', default: tmpdir(), says: 'where the databases live: put it on the disk that is meant' },
  postgres: { type: 'string', default: '', says: 'postgres://… of a server whose superuser may create databases; else one of its own is started' },
  out: { type: 'string', default: '', says: 'the JSON file of the results; default test/bench/results/<time>.json' },
  profile: { type: 'string', default: '', says: 'a folder for processor profiles of ours, one a work item: node test/bench/profile.js <file> reads them' },
  built: { type: 'boolean', default: false, says: 'the service has been built already' },
  keep: { type: 'boolean', default: false, says: 'keep the databases and logs of the run' },
  help: { type: 'boolean', default: false, says: 'print this and end' },
};

/** @param {string[]} parameters */
export function readOptions(parameters) {
  const { values } = parseArgs({ args: parameters, options: Object.fromEntries(Object.entries(OPTIONS).map(([name, { type, default: value }]) => [name, { type, default: value }])) });
  return {
    ...values,
    wants: chooser(values.only),
    wantsWork: chooser(values.work),
    sizes: numbers('sizes', values.sizes),
    scale: numbers('scale', values.scale),
    rounds: number('rounds', values.rounds),
    seconds: number('seconds', values.seconds),
    warmUp: number('warm-up', values['warm-up']),
    signIns: number('sign-ins', values['sign-ins']),
    concurrency: number('concurrency', values.concurrency),
    engines: values.engine === 'both' ? ['sqlite', 'postgres'] : [values.engine],
  };
}

export function describeOptions() {
  return Object.entries(OPTIONS).map(([name, { default: value, says }]) => `  --${name.padEnd(12)} ${says}${value ? ` [${value}]` : ''}`).join('\n');
}

function chooser(text) {
  const chosen = text.split(',').map((part) => part.trim());
  return (key) => chosen.includes('all') || chosen.includes(key);
}

function numbers(name, text) {
  return text.split(',').filter(Boolean).map((part) => number(name, part));
}

function number(name, text) {
  const value = Number(text);
  if (!(value >= 0)) throw new Error(`--${name}: expected a number, received "${text}"`);
  return value;
}
