import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { webcrypto } from 'node:crypto';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { Suite } from './suite.mjs';

const RSA_KEYS = 16;

/** Stryker's runner of tests: the suite in its own process, the mutants switched on one after another. */
class SignInTestRunner {
  static inject = [];
  // Forging is dear, and none of it is what is mutated.
  #suite = new Suite((block) => block.startsWith('the verification of responses'));
  #loading;
  #context = (globalThis.__stryker__ ??= {});

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    process.env.TEST_ENGINES = 'sqlite';
    this.#suite.install();
    register('./typescript-hooks.mjs', import.meta.url);
    await keepRsaKeys();
  }

  async dryRun() {
    const result = await this.#run(undefined);
    return { ...result, mutantCoverage: this.#context.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    // What runs as a module loads is mutated by loading it so.
    if (mutantActivation === 'static') this.#context.activeMutant = activeMutant.id;
    await this.#load();
    this.#context.activeMutant = activeMutant.id;
    this.#context.hitLimit = hitLimit;
    this.#context.hitCount = hitLimit === undefined ? undefined : 0;
    try {
      const result = await this.#run(testFilter && new Set(testFilter));
      return determineHitLimitReached(this.#context.hitCount, hitLimit) ?? toMutantRunResult(result, true);
    } finally {
      this.#context.activeMutant = undefined;
    }
  }

  async #run(wanted) {
    await this.#load();
    const tests = [];
    const decide = ({ id }, failureMessage, timeSpentMs) => {
      const test = { id, name: id, timeSpentMs };
      tests.push(failureMessage === undefined ? { ...test, status: TestStatus.Success } : { ...test, status: TestStatus.Failed, failureMessage });
      this.#context.currentTestId = undefined;
      // A mutant is dead with the first test that fails.
      return failureMessage === undefined || wanted === undefined && this.#context.activeMutant === undefined;
    };
    await this.#suite.run(wanted ? this.#suite.tests.filter(({ id }) => wanted.has(id)) : this.#suite.tests, (id) => (this.#context.currentTestId = id), decide);
    return { status: DryRunStatus.Complete, tests };
  }

  #load() {
    return (this.#loading ??= import(pathToFileURL(join(process.cwd(), 'test/mutation/verification.ts')).href));
  }
}

/** RSA keys take most of a set-up's time: a few are made, and handed out in turn. */
async function keepRsaKeys() {
  const generate = webcrypto.subtle.generateKey.bind(webcrypto.subtle);
  const kept = new Map();
  let taken = 0;
  webcrypto.subtle.generateKey = async (algorithm, ...rest) => {
    if (algorithm.modulusLength !== 2048 || algorithm.name !== 'RSASSA-PKCS1-v1_5') return generate(algorithm, ...rest);
    const place = taken++ % RSA_KEYS;
    if (!kept.has(place)) kept.set(place, await generate(algorithm, ...rest));
    return kept.get(place);
  };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'sign-in', SignInTestRunner)];
