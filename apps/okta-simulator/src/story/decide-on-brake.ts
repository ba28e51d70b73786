import type { GuideScene } from './guide-scene.js';
import type { Step } from './story.js';

/** An administrator's word on a mass deprovisioning: let it go through, or put the brake back as it was. */
export async function decideOnBrake(scene: GuideScene, step: Step, decision: 'allow' | 'lift'): Promise<void> {
  const { status } = await scene.admin.call('POST', `${scene.integrationPath}/scim/brake`, { decision }, step);
  step.expect('status', status, 200);
}
