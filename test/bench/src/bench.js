import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from './child.js';
import { PostgresServer } from './postgres.js';
import { makeIdentityProvider } from './sign-in/identity-provider.js';
import { openStore } from './stores.js';

const GENERATOR = new URL('./load/generator.js', import.meta.url).pathname;

const PROFILE_PROBE = new URL('./measure/profile-probe.js', import.meta.url).href;

/** Where everything posted and verified says that it is, whoever listens. */
export const SERVICE_PROVIDER = {
  origin: 'https://identity.bench.example',
  acsUrl: 'https://identity.bench.example/sso/acs/',
  audience: 'https://identity.bench.example/sso/acs/bench',
};

/** What a run holds: its folder, the load generator's process, PostgreSQL when somebody needs it, the results so far. */
export class Bench {
  #postgres;

  static async open(options, contestants) {
    const bench = new Bench();
    bench.options = options;
    bench.contestants = contestants;
    for (const folder of [options.directory, options.profile]) if (folder) mkdirSync(folder, { recursive: true });
    bench.directory = mkdtempSync(join(options.directory, 'moovingon-bench-'));
    bench.identityProvider = await makeIdentityProvider();
    bench.results = [];
    bench.failures = [];
    bench.startGenerator();
    return bench;
  }

  startGenerator() {
    this.generator = Child.start({ script: GENERATOR, log: join(this.directory, 'generator.log') });
  }

  /** Contestants of `offer` on an engine of `engines`, in an order that moves on with each round. */
  offering(offer, round = 0) {
    const all = this.contestants.filter(({ offers }) => offers.includes(offer));
    return all.map((_, index) => all[(index + round) % all.length]);
  }

  async storeFor(contestant, size) {
    const postgres = contestant.engine === 'postgres' ? await this.postgres() : undefined;
    return openStore({ engine: contestant.engine, name: `${contestant.key}-${size}`, directory: this.directory, postgres });
  }

  async postgres() {
    this.#postgres ??= PostgresServer.open(this.options.postgres, this.directory);
    return this.#postgres;
  }

  async postgresFacts() {
    return this.#postgres && (await this.#postgres).facts();
  }

  /** The plan of one work item for `drive`. */
  plan(urls, changes = {}) {
    const { concurrency, warmUp, seconds } = this.options;
    return { urls, concurrency, warmUp, seconds, ...changes };
  }

  /** What `start` gets beside the usual where a profile is wanted. */
  profiling({ kind }) {
    return this.options.profile && kind === 'ours' ? { nodeOptions: ['--import', PROFILE_PROBE] } : {};
  }

  /** Has a contestant's work driven and notes the result. */
  async drive(order, about, child) {
    const profiled = this.options.profile && child && about.contestant.startsWith('ours');
    if (profiled) await child.ask({ profile: 'start' });
    const spent = processorTimeOf(child, order.plan);
    const result = await this.generator.ask(order);
    if (profiled) await child.ask({ profile: 'stop', into: join(this.options.profile, `${about.contestant}-${about.work}.cpuprofile`) });
    this.note({ ...about, value: result.perSecond, unit: 'per second', processorMicroseconds: spent(result.count), ...result });
    return result;
  }

  note(result) {
    this.results.push(result);
    const fault = result.wrong > 0 ? `${result.wrong} wrong answers: ${result.reasons.join(' | ')}` : result.afterwards;
    if (fault) this.failures.push({ measurement: result.measurement, contestant: result.contestant, work: result.work, size: result.size, round: result.round, fault });
    const value = typeof result.value === 'number' ? `${Math.round(result.value * 10) / 10} ${result.unit}` : '';
    this.say(`  ${result.contestant ?? ''} ${result.size ?? ''} ${result.work ?? ''}: ${value}${fault ? `  !! ${fault.slice(0, 400)}` : ''}`);
  }

  say(text) {
    process.stderr.write(`${text}\n`);
  }

  async close() {
    await this.generator.stop();
    if (this.#postgres) await (await this.#postgres).stop();
    if (!this.options.keep) rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The processor time of a process within the measured time, for one request, in microseconds. */
function processorTimeOf(child, { warmUp }) {
  let before;
  const timer = setTimeout(() => (before = child?.processorTime()), warmUp * 1000);
  return (count) => {
    clearTimeout(timer);
    return before === undefined || count === 0 ? undefined : ((child.processorTime() - before) * 1e6) / count;
  };
}
