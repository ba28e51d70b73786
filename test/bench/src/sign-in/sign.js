import { writeFileSync } from 'node:fs';
import { person } from '../people.js';
import { makeIdentityProvider } from './identity-provider.js';

/**
 * A process that signs responses before the measured time: `{keys, count, people, first, acsUrl, audience, sign, out}`, a base64
 * response a line, distinct ids, for person `first`, `first + 1`, … of `people`.
 */
const { keys, count, people, first = 0, acsUrl, audience, sign = 'both', out } = JSON.parse(process.argv[2]);
const { provider } = await makeIdentityProvider(keys);
const lines = [];
for (let number = 0; number < count; number += 1) {
  const { userName, givenName, familyName } = person((first + number) % people);
  const attributes = { email: userName, firstName: givenName, lastName: familyName };
  lines.push(await provider.issue({ nameId: userName, attributes, audience, recipient: acsUrl, sign, lifetimeInSeconds: 600, sessionIndex: `_s${first + number}` }));
}
writeFileSync(out, lines.join('\n'));
process.send({ signed: count }, () => process.exit(0));
