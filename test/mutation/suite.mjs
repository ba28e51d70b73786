import { expect } from 'expect';
import { bind } from 'jest-each';

/**
 * As much of Jest as the specs of the verification use, in one process that stays: a mutant costs its tests alone, not the loading of
 * modules. Set-ups run anew for each mutant, as they may run what is mutated, but for those that are known not to.
 */
export class Suite {
  tests = [];
  #block = newBlock('');
  #ids = new Map();
  #kept = new Set();

  /** @param keeps whether the set-up of a block, by its name, runs nothing that is mutated: then it is done once */
  constructor(keeps) {
    this.keeps = keeps;
  }

  /** Puts describe, it and expect where specs look for them. */
  install() {
    const describe = (name, body) => this.#describe(name, body);
    const it = (name, body) => this.#add(name, body);
    Object.assign(globalThis, { describe: Object.assign(describe, { each: bind(describe, false) }), it: Object.assign(it, { each: bind(it, false) }), expect });
    for (const hook of ['beforeAll', 'beforeEach', 'afterAll', 'afterEach']) globalThis[hook] = (body) => this.#block[hook].push(body);
  }

  /** @param decide whether to go on after a test: false ends the run */
  async run(tests, started, decide) {
    const done = new Set(this.#kept);
    for (const test of tests) {
      started(test.id);
      const begun = performance.now();
      const failure = await this.#outcome(test, done);
      if (!decide(test, failure, performance.now() - begun)) break;
    }
    for (const block of done) if (this.keeps(block.name)) this.#kept.add(block);
    for (const block of done) await Promise.allSettled(block.afterAll.map((hook) => hook()));
  }

  async #outcome({ block, body }, done) {
    const blocks = lineage(block);
    try {
      for (const each of blocks) {
        if (done.has(each)) continue;
        done.add(each);
        for (const hook of each.beforeAll) await hook();
      }
      for (const each of blocks) for (const hook of each.beforeEach) await hook();
      await body();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      for (const each of blocks) for (const hook of each.afterEach) await hook();
    }
  }

  #describe(name, body) {
    const outer = this.#block;
    this.#block = newBlock(`${outer.name} ${name}`.trim(), outer);
    body();
    this.#block = outer;
  }

  #add(name, body) {
    const full = `${this.#block.name} ${name}`.trim();
    const count = (this.#ids.get(full) ?? 0) + 1;
    this.#ids.set(full, count);
    this.tests.push({ id: count === 1 ? full : `${full} (${count})`, block: this.#block, body });
  }
}

function newBlock(name, parent) {
  return { name, parent, beforeAll: [], beforeEach: [], afterAll: [], afterEach: [] };
}

function lineage(block) {
  return block ? [...lineage(block.parent), block] : [];
}
