import { addSamplePeople } from '../org/sample-people.js';
import { startOktaSimulator } from '../start-okta-simulator.js';
import { portOf, readOptions } from './options.js';
import { untilSignalled } from './until-signalled.js';

/** `npm run okta-simulator`: the simulated organisation alone, with its sample people, to be pointed at any service by hand. */
export async function serve(parameters: string[]): Promise<number> {
  const { port } = readOptions(parameters, { port: { type: 'string' } });
  const simulator = await startOktaSimulator({ port: portOf(port, 4000) });
  addSamplePeople(simulator.okta);
  console.log(
    `Simulated Okta\n  End-user dashboard  ${simulator.url}/\n  Administration      ${simulator.url}/admin\n  Metadata URL        ${simulator.metadataUrl}`,
  );
  await untilSignalled();
  await simulator.close();
  return 0;
}
