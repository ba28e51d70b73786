import { MISHAPS } from '../mishaps/index.js';
import type { Task } from '../provisioning/task.js';
import { decideOnBrake } from './decide-on-brake.js';
import type { GuideScene } from './guide-scene.js';
import { tellScim } from './scim-traffic.js';
import type { Step, Story } from './story.js';

/** Everything of *Things that go wrong*, each with exactly what the customer sees and the administrator's log says. */
export async function guideMishaps(story: Story, scene: GuideScene, ada: string): Promise<void> {
  story.chapter('Things that go wrong');
  const expected: Record<string, (step: Step, result: Seen) => void | Promise<void>> = {
    'unknown-person': (step, { status }) => refused(step, scene, status, [405, 'user_not_provisioned']),
    'deactivated-person': (step, { status }) => refused(step, scene, status, [403, 'user_inactive']),
    'wrong-audience': (step, { status }) => refused(step, scene, status, [401, 'saml_response_invalid'], /audience/i),
    'expired-certificate': (step, { status }) => expiredCertificate(step, scene, status),
    'clock-slow': (step, { status }) => refused(step, scene, status, [401, 'saml_response_invalid'], /NotOnOrAfter/),
    'clock-fast': (step, { status }) =>
      refused(step, scene, status, [401, 'saml_response_invalid'], /NotBefore|IssueInstant/),
    'phone-without-plus': (step, { tasks }) => phoneRefused(step, tasks),
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
  await administratorSaysYes(story, scene);
}

/** The end of *Half the company deprovisioned*: what was held goes through once somebody has decided. */
async function administratorSaysYes(story: Story, scene: GuideScene): Promise<void> {
  await story.step('The administrator says yes to the brake: Okta’s retries go through', async (step) => {
    await decideOnBrake(scene, step, 'allow');
    const tasks = await tellScim(scene.okta, step, () => scene.okta.pushNow());
    const failed = tasks.filter(({ outcome }) => outcome === 'failed');
    step.expectTrue('no task failed', failed.length === 0, failed[0]?.error);
    const { scim } = (await scene.integration(step)) as unknown as { scim: { brake: { waiting: number } } };
    step.expect('people who wait for a decision', scim.brake.waiting, 0);
  });
}

interface Seen {
  readonly status: number | undefined;
  readonly tasks: readonly Task[];
}

/** The page's status, and the newest line of the sign-in log: its code, and the condition that its detail names. */
async function refused(
  step: Step,
  scene: GuideScene,
  status: number | undefined,
  expected: [number, string],
  condition = /./,
): Promise<void> {
  const { body } = await scene.admin.get<{ items: { outcome: string; detail: string }[] }>(
    `${scene.integrationPath}/sign-ins?limit=1`,
    step,
  );
  const [attempt] = body.items;
  step.expect('refusal', [status, attempt?.outcome], expected);
  step.expectTrue(
    `the log's detail matches ${String(condition)}`,
    condition.test(attempt?.detail ?? ''),
    attempt?.detail,
  );
}

function phoneRefused(step: Step, tasks: readonly Task[]): void {
  const last = tasks.at(-1);
  step.expect('status of the last task', last?.status, 400);
  step.expectTrue(
    'the error names the attribute and shows an example',
    /firstPhone.*\+972/s.test(last?.error ?? ''),
    last?.error,
  );
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
