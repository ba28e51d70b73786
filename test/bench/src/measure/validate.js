import { readFileSync } from 'node:fs';
import { nodeSaml } from '../contestants/node-saml/validator.js';

/** Validates the same responses over and over for some seconds after a warm-up and tells the processor time of one. */
const { engine, sign, responsesFile, seconds, serviceProvider, identityProvider } = JSON.parse(process.argv[2]);
const responses = readFileSync(responsesFile, 'utf8').split('\n');
const validate = engine === 'ours' ? await ours() : theirs();

await validateFor(seconds / 3);
const before = process.cpuUsage();
const count = await validateFor(seconds);
const { user, system } = process.cpuUsage(before);
process.send({ processorMilliseconds: (user + system) / 1000 / count }, () => process.exit(0));

async function validateFor(time) {
  const until = performance.now() + time * 1000;
  let done = 0;
  while (performance.now() < until) {
    const nameId = await validate(responses[done % responses.length]);
    if (!nameId?.endsWith('@bench.example.com')) throw new Error(`not who was asked for: ${nameId}`);
    done += 1;
  }
  return done;
}

function theirs() {
  const saml = nodeSaml(serviceProvider, identityProvider, { assertion: sign !== 'response', response: sign !== 'assertion' });
  return async (SAMLResponse) => (await saml.validatePostResponseAsync({ SAMLResponse })).profile.nameID;
}

async function ours() {
  const { verifierOf } = await import('./our-engine.js');
  return verifierOf(serviceProvider, identityProvider);
}
