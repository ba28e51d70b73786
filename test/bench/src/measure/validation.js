import { SERVICE_PROVIDER } from '../bench.js';
import { Child } from '../child.js';
import { signResponses } from '../sign-in/pool.js';
import { join } from 'node:path';

const ENGINES = ['node-saml', 'ours'];
const RUN = new URL('./validate.js', import.meta.url).pathname;

/** The validation engines alone, no HTTP and nothing stored: processor time per response. */
export async function measureValidation(bench) {
  for (const sign of ['both', 'response', 'assertion']) {
    const order = { directory: bench.directory, name: `validation-${sign}`, keys: bench.identityProvider.provider.keys, count: 300, people: 300, sign };
    const responsesFile = await signResponses({ ...order, acsUrl: SERVICE_PROVIDER.acsUrl, audience: SERVICE_PROVIDER.audience });
    for (let round = 1; round <= bench.options.rounds; round += 1) {
      for (const engine of ENGINES) {
        const parameters = [JSON.stringify({ engine, sign, responsesFile, seconds: bench.options.seconds, serviceProvider: SERVICE_PROVIDER, identityProvider: bench.identityProvider.facts })];
        const child = Child.start({ script: RUN, parameters, log: join(bench.directory, 'validation.log') });
        const { processorMilliseconds } = await child.message();
        await child.ended;
        bench.note({ measurement: 'validation', contestant: engine, work: `signed: ${sign}`, round, value: processorMilliseconds, unit: 'ms of processor time' });
      }
    }
  }
}
