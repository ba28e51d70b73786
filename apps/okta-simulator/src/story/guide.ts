import { DIALECTS } from '../scim/dialects.js';
import type { DialectKey } from '../org/model.js';
import { checkProvisioning } from './check-provisioning.js';
import { guideMishaps } from './guide-mishaps.js';
import { guidePeople, guideScim } from './guide-scim.js';
import { guideSignIn } from './guide-sign-in.js';
import type { GuideScene } from './guide-scene.js';
import type { Story } from './story.js';

/** The customers' guide from its first line to its last, then every kind of provisioning client, then what goes wrong. */
export async function playGuide(story: Story, scene: GuideScene): Promise<void> {
  const ada = 'ada.lovelace@example.com';
  await guideSignIn(story, scene, ada);
  await guideScim(story, scene);
  await guidePeople(story, scene, ada);
  const { baseUrl, credentials } = scene.okta.organisation.application.provisioning;
  await decideOnBrake(story, scene, 'allow', 'The administrator says beforehand that many may go: the checks clean up after themselves');
  for (const dialect of Object.keys(DIALECTS) as DialectKey[])
    await checkProvisioning(story, dialect, { baseUrl, credentials });
  await decideOnBrake(story, scene, 'lift', 'The administrator puts the brake on mass deprovisioning back');
  await guideMishaps(story, scene, ada);
}

async function decideOnBrake(story: Story, scene: GuideScene, decision: 'allow' | 'lift', title: string): Promise<void> {
  await story.step(title, async (step) => {
    const { status } = await scene.admin.call('POST', `${scene.integrationPath}/scim/brake`, { decision }, step);
    step.expect('status', status, 200);
  });
}
