import type { DialectKey, ProvisioningSettings } from '../org/model.js';
import { makeOkta } from '../make-okta.js';
import { DIALECTS } from '../scim/dialects.js';
import { checkGroups } from './check-groups.js';
import { checkPeople } from './check-people.js';
import { CheckScene } from './check-scene.js';
import { tellScim } from './scim-traffic.js';
import type { Story } from './story.js';

export type CheckTarget = Pick<ProvisioningSettings, 'baseUrl' | 'credentials'>;

/**
 * What one kind of provisioning client does to an installation, from its connection test to deleting what was made: two
 * people and one group, clearly named. Needs nothing but the base URL and the credentials.
 */
export async function checkProvisioning(story: Story, dialect: DialectKey, target: CheckTarget): Promise<void> {
  story.chapter(DIALECTS[dialect].name);
  const { okta, close } = await makeOkta({ now: () => new Date() });
  const scene = new CheckScene(okta, dialect);
  try {
    await story.step(
      'Test Connector Configuration',
      async (step) => {
        const task = await tellScim(okta, step, () => okta.configureProvisioning(scene.settings(target)));
        if (task?.outcome !== 'done') throw new Error(task?.error);
        okta.addGuideAttributes();
      },
      { essential: true },
    );
    await checkPeople(story, scene);
    await checkGroups(story, scene);
    await cleanUp(story, scene);
  } finally {
    close();
  }
}

/** Deletes by DELETE, which Okta never sends; leaves nobody behind where the check ended early. */
async function cleanUp(story: Story, scene: CheckScene): Promise<void> {
  const { okta, ada, grace } = scene;
  const left = [...okta.groupPush.links.values()].flatMap(({ scimId }) =>
    scimId ? [`/Groups/${encodeURIComponent(scimId)}`] : [],
  );
  const people = [ada, grace].flatMap((person) => okta.provisioning.links.get(person.id)?.scimId ?? []);
  const paths = [...left, ...people.map((id) => `/Users/${encodeURIComponent(id)}`)];
  if (paths.length === 0) return;
  await story.step(
    'What was made is deleted again',
    async (step) => {
      for (const path of paths) await scene.ask({ method: 'DELETE', path }, step);
      for (const path of paths)
        step.expect(`${path} afterwards`, await scene.statusOf({ method: 'GET', path }, step), 404);
    },
    { always: true },
  );
}
