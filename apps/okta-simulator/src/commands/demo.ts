import { runService, type RunningService } from '../demo/run-service.js';
import { whatToClick } from '../demo/what-to-click.js';
import { addSamplePeople } from '../org/sample-people.js';
import { startOktaSimulator, type RunningSimulator } from '../start-okta-simulator.js';
import { playGuide } from '../story/guide.js';
import { GuideScene } from '../story/guide-scene.js';
import { Story } from '../story/story.js';
import { summary } from '../story/summary.js';
import { portOf, readOptions } from './options.js';
import { untilSignalled } from './until-signalled.js';

/**
 * `npm run demo`: the service on a throw-away database together with the simulated Okta, and what to click. With `--auto`
 * it does the whole guide by itself, tells each step, and ends with a table; 0 where every step passed.
 */
export async function demo(parameters: string[]): Promise<number> {
  const { auto, port } = readOptions(parameters, { auto: { type: 'boolean' }, port: { type: 'string' } });
  const interrupted = new AbortController();
  const signalled = untilSignalled().finally(() => interrupted.abort());
  console.log('Starting MoovingON AI on a throw-away database …');
  const service = await runService(interrupted.signal).catch(unlessInterrupted(interrupted.signal));
  if (!service) return INTERRUPTED;
  try {
    const simulator = await startOktaSimulator({ port: portOf(port, 0), ownerEmail: service.ownerEmail });
    addSamplePeople(simulator.okta);
    return await (auto ? play(service, simulator, signalled) : invite(service, simulator, signalled)).finally(() =>
      simulator.close(),
    );
  } finally {
    await service.stop();
  }
}

const INTERRUPTED = 130;

function unlessInterrupted(signal: AbortSignal) {
  return (error: unknown): undefined => {
    if (!signal.aborted) throw error;
  };
}

async function play(service: RunningService, simulator: RunningSimulator, signalled: Promise<string>): Promise<number> {
  const story = new Story((line) => console.log(line));
  const ended = await Promise.race([playGuide(story, new GuideScene(service, simulator)), signalled]);
  console.log(summary(story.results));
  return ended === undefined && story.failed === 0 ? 0 : 1;
}

async function invite(
  service: RunningService,
  simulator: RunningSimulator,
  signalled: Promise<string>,
): Promise<number> {
  console.log(whatToClick(service, simulator));
  const code = await Promise.race([service.ended, signalled.then(() => 0)]);
  if (code !== 0) console.error(`The service ended by itself with code ${code}`);
  return code;
}
