import { MISHAPS } from '../mishaps/index.js';
import type { Task } from '../provisioning/task.js';
import type { GuideScene } from './guide-scene.js';
import { tellScim } from './scim-traffic.js';
import type { Step, Story } from './story.js';

/** Everything of *Things that go wrong*, each with the status that the customer sees. */
export async function guideMishaps(story: Story, scene: GuideScene, ada: string): Promise<void> {
  story.chapter('Things that go wrong');
  const expected: Record<string, (step: Step, result: Seen) => void | Promise<void>> = {
    'unknown-person': (step, { status }) => step.expect('status', status, 405),
    'deactivated-person': (step, { status }) => step.expect('status', status, 403),
    'wrong-audience': (step, { status }) => step.expect('status', status, 401),
    'expired-certificate': (step, { status }) => expiredCertificate(step, scene, status),
    'clock-slow': (step, { status }) => step.expect('status', status, 401),
    'clock-fast': (step, { status }) => step.expect('status', status, 401),
    'phone-without-plus': (step, { tasks }) => step.expect('status of the last task', tasks.at(-1)?.status, 400),
    burst: (step, { tasks }) => everybodyArrived(step, tasks),
    'owner-deprovisioned': (step, { tasks }) => ownerStillSignsIn(step, scene, tasks),
    'half-the-company': (step, { tasks }) => brakeHeld(step, tasks),
  };
  for (const mishap of MISHAPS) {
    await story.step(`${mishap.title}: ${mishap.expected}`, async (step) => {
      const person = scene.okta.organisation.directory.person(ada);
      const { form, tasks } = await tellScim(scene.okta, step, () =>
        mishap.run(scene.okta, { person, ownerEmail: scene.service.ownerEmail }),
      );
      const answer = form && (await scene.browserOf(mishap.key).signIn(form, scene.simulator.url, step));
      const expect = expected[mishap.key];
      if (!expect) throw new Error(`Nothing says what is to be expected of ${mishap.key}`);
      await expect(step, { status: answer?.status, tasks });
    });
  }
}

interface Seen {
  readonly status: number | undefined;
  readonly tasks: readonly Task[];
}

/** Accepted with a warning, or refused, by the service's settings; the administrator is told either way. */
async function expiredCertificate(step: Step, scene: GuideScene, status: number | undefined): Promise<void> {
  const integration = (await scene.integration(step)) as unknown as { certificates: { notAfter: string }[] };
  scene.okta.identityProvider.faults = {};
  step.expectTrue('status is 303 or 401', status === 303 || status === 401, status);
  const ended = integration.certificates.some(({ notAfter }) => Date.parse(notAfter) < Date.now());
  step.note(
    `status ${status}; the integration ${ended ? 'shows the ended certificate' : 'does not have the ended certificate'}`,
  );
  step.expectTrue('an accepted one is shown as ended', status === 401 || ended, integration.certificates);
}

function everybodyArrived(step: Step, tasks: readonly Task[]): void {
  const failed = tasks.filter(({ outcome }) => outcome === 'failed');
  step.expectTrue('500 tasks', tasks.length === 500, tasks.length);
  if (failed.length > 0) throw new Error(`${failed.length} of ${tasks.length} failed, the first: ${failed[0]?.error}`);
}

async function ownerStillSignsIn(step: Step, scene: GuideScene, tasks: readonly Task[]): Promise<void> {
  step.expect('outcomes', [...new Set(tasks.map(({ outcome }) => outcome))], ['done']);
  const { status } = await scene.admin.signIn(scene.service.ownerEmail, scene.service.ownerPassword, step);
  step.expect('password sign-in', status, 201);
}

function brakeHeld(step: Step, tasks: readonly Task[]): void {
  const braked = tasks.filter(({ status }) => status === 429).length;
  step.note(`${tasks.length} deactivations, ${tasks.length - braked} carried out, ${braked} held by the brake`);
  step.expectTrue('some were held with 429', braked > 0, tasks.length);
  step.expectTrue('the first were carried out', braked < tasks.length, braked);
}
