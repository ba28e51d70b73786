import { DIALECTS } from '../scim/dialects.js';
import type { DialectKey } from '../org/model.js';
import { checkProvisioning } from './check-provisioning.js';
import { decideOnBrake } from './decide-on-brake.js';
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
  await story.step('The administrator says beforehand that many may go: the checks clean up after themselves', (step) =>
    decideOnBrake(scene, step, 'allow'),
  );
  for (const dialect of Object.keys(DIALECTS) as DialectKey[])
    await checkProvisioning(story, dialect, { baseUrl, credentials });
  await story.step('The administrator puts the brake on mass deprovisioning back', (step) =>
    decideOnBrake(scene, step, 'lift'),
  );
  await guideMishaps(story, scene, ada);
}
