import { SCALE_WORK, SCIM_WORK } from '../work/scim.js';
import { goals } from './goals.js';
import { group, number, ratio, summarise } from './statistics.js';
import { table } from './table.js';

/** The whole report as Markdown. */
export function renderReport({ machine, options, results, failures }, contestants) {
  const of = (measurement) => results.filter((result) => result.measurement === measurement);
  const parts = [
    facts(machine, options),
    ...sizesOf(of('scim')).map((size) => `## SCIM, ${number(size)} users stored (requests a second)\n\n${comparison(of('scim').filter((result) => result.size === size), contestants)}`),
    section('Processor time of the process for one request (µs; a database server beside it is not in it)', processorTime([...of('scim'), ...of('sign-in')], contestants)),
    section('Sign-ins a second', comparison(of('sign-in'), contestants)),
    section('Floors', plain(of('floor'))),
    section('Validation of a response, the engines alone', plain(of('validation'))),
    section('Under a flood of hostile messages', plain(of('flood'))),
    section('PostgreSQL: one instance of ours and two', instances(of('instances'))),
    section('Ours alone, few users and many (requests a second)', growth(of('scale'), contestants)),
    section('The deepest page against the first, the largest group against a small one (time)', within(of('scale'), contestants)),
    section('Killed (SIGKILL) while creating users', plain(of('durability'))),
    section('Start to first right answer, on an existing database', plain(of('start-up'))),
    section('Resident memory of the process', plain(of('memory'))),
    section('Goals', goals({ results, contestants, cores: machine.cores })),
    section('Faults', failures.map(({ contestant, work = '', size = '', fault }) => `- ${contestant} ${work} ${size}: ${fault.slice(0, 500)}`).join('\n')),
    section('What a contestant does less or more', contestants.filter(({ notes }) => notes.length > 0).map(({ title, notes }) => `- ${title}: ${notes.join(' ')}`).join('\n')),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function section(title, body) {
  return body ? `## ${title}\n\n${body}` : '';
}

function facts({ versions, postgres, ...machine }, options) {
  const list = (object) => Object.entries(object).map(([name, value]) => `${name} ${value}`).join(', ');
  const lines = [
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryInGigabytes} GB, ${machine.system}, Node.js ${machine.node}, OpenSSL ${machine.openssl}; load before the run ${machine.loadBefore}; ${machine.at}`,
    `versions: ${list(versions)}`,
    postgres && `PostgreSQL: ${list(postgres)}`,
    `${options.rounds} rounds, ${options.seconds} s measured after ${options.warmUp} s of warm-up, ${options.concurrency} connections; load generator, contestants and database on the same machine`,
  ];
  return `# Measured speed\n\n${lines.filter(Boolean).map((line) => `- ${line}`).join('\n')}`;
}

function sizesOf(results) {
  return [...new Set(results.map(({ size }) => size))].sort((a, b) => a - b);
}

/** A row a work item, a column a contestant: median (least–most); then ours against the fastest peer. */
function comparison(results, contestants) {
  if (results.length === 0) return '';
  const taking = contestants.filter(({ key }) => results.some(({ contestant }) => contestant === key));
  const works = [...new Set(results.map(({ work }) => work))];
  const cells = group(results, ({ work, contestant }) => `${work} ${contestant}`);
  const rows = works.map((work) => {
    const summaryOf = (key) => (cells.has(`${work} ${key}`) ? summarise(cells.get(`${work} ${key}`)) : undefined);
    return [SCIM_WORK[work]?.title ?? work, ...taking.map(({ key }) => cell(summaryOf(key))), ...ratios(taking, summaryOf)];
  });
  return table(['', ...taking.map(({ title }) => title), ...comparisonsOf(taking).map(({ title }) => title)], rows);
}

/** The columns of ratios: each of ours against the fastest peer, and against what was before it on the same engine. */
function comparisonsOf(taking) {
  const others = (kind, engine) => taking.filter((contestant) => contestant.kind === kind && (engine === undefined || contestant.engine === engine));
  return others('ours').flatMap(({ key, engine }) => [
    ...(peersOf(others, engine).length > 0 ? [{ title: engine === 'postgres' ? 'postgres : fastest peer on it' : 'sqlite : fastest peer', key, against: peersOf(others, engine) }] : []),
    ...(others('before', engine).length > 0 ? [{ title: `${engine} : before`, key, against: others('before', engine) }] : []),
  ]);
}

/** Ours on SQLite stands against everybody who stores on disk, ours on PostgreSQL against those on PostgreSQL. */
function peersOf(others, engine) {
  return others('peer', engine === 'postgres' ? engine : undefined);
}

function ratios(taking, summaryOf) {
  return comparisonsOf(taking).map(({ key, against }) => {
    const right = against.map((contestant) => summaryOf(contestant.key)).filter((summary) => summary && !summary.faulty);
    const fastest = Math.max(0, ...right.map((summary) => summary.median));
    const ours = summaryOf(key);
    return ours ? ratio(ours.median / fastest) : ratio(NaN);
  });
}

function cell(summary) {
  if (!summary) return '–';
  const spread = summary.rounds > 1 ? ` (${number(summary.least)}–${number(summary.most)})` : '';
  return `${number(summary.median)}${spread}${summary.faulty ? ' !' : ''}`;
}

/** Steadier than requests a second where the machine has other work. */
function processorTime(results, contestants) {
  const measured = results.filter(({ processorMicroseconds }) => processorMicroseconds !== undefined).map((result) => ({ ...result, value: result.processorMicroseconds }));
  const taking = contestants.filter(({ key }) => measured.some(({ contestant }) => contestant === key));
  if (taking.length === 0) return '';
  const cells = group(measured, ({ work, size, contestant }) => `${work} ${size} ${contestant}`);
  const rows = [...new Set(measured.map(({ work, size }) => `${work} ${size}`))].map((row) => {
    const [work, size] = row.split(' ');
    return [SCIM_WORK[work]?.title ?? work, number(Number(size)), ...taking.map(({ key }) => (cells.has(`${row} ${key}`) ? cell(summarise(cells.get(`${row} ${key}`))) : '–'))];
  });
  return table(['', 'users', ...taking.map(({ title }) => title)], rows);
}

/** What two instances do, against one. */
function instances(results) {
  if (results.length === 0) return '';
  const cells = group(results, ({ work, instances: count }) => `${work} ${count}`);
  const rows = [...new Set(results.map(({ work }) => work))].map((work) => {
    const [one, two] = [1, 2].map((count) => (cells.has(`${work} ${count}`) ? summarise(cells.get(`${work} ${count}`)) : undefined));
    return [SCIM_WORK[work]?.title ?? work, cell(one), cell(two), one && two ? ratio(two.median / one.median) : ratio(NaN)];
  });
  return table(['', 'one', 'two', 'two : one'], rows);
}

/** What an item takes at the largest size against what it takes at the smallest. */
function growth(results, contestants) {
  if (results.length === 0) return '';
  const sizes = sizesOf(results);
  const cells = group(results, ({ work, contestant, size }) => `${work} ${contestant} ${size}`);
  const taking = contestants.filter(({ key }) => results.some(({ contestant }) => contestant === key));
  const rows = taking.flatMap(({ key, title }) =>
    [...new Set(results.map(({ work }) => work))].map((work) => {
      const each = sizes.map((size) => (cells.has(`${work} ${key} ${size}`) ? summarise(cells.get(`${work} ${key} ${size}`)) : undefined));
      const [first, last] = [each[0], each.at(-1)];
      return [title, SCALE_WORK[work]?.title ?? work, ...each.map(cell), first && last ? ratio(first.median / last.median) : ratio(NaN)];
    }),
  );
  return table(['', '', ...sizes.map((size) => `${number(size)} users`), 'time, most : fewest'], rows);
}

/** What grows with the place in the list or the size of the group, within each size. */
function within(results, contestants) {
  if (results.length === 0) return '';
  const cells = group(results, ({ work, contestant, size }) => `${work} ${contestant} ${size}`);
  const rate = (work, key, size) => (cells.has(`${work} ${key} ${size}`) ? summarise(cells.get(`${work} ${key} ${size}`)).median : NaN);
  const taking = contestants.filter(({ key }) => results.some(({ contestant }) => contestant === key));
  const rows = taking.flatMap(({ key, title }) =>
    sizesOf(results).map((size) => [title, number(size), ...[['first-page', 'deepest-page'], ['add-to-small', 'add-to-large']].map(([little, much]) => ratio(rate(little, key, size) / rate(much, key, size)))]),
  );
  return table(['', 'users', 'deepest page : first', 'largest group : a group of 10'], rows);
}

function plain(results) {
  if (results.length === 0) return '';
  const groups = group(results, ({ contestant, size = '', work }) => `${contestant}|${size && number(size)}|${work}`);
  return table(['', 'users', '', 'median (spread)', ''], [...groups].map(([key, each]) => [...key.split('|'), cell(summarise(each)), each[0].unit]));
}
