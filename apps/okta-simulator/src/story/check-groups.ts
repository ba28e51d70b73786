import { listOf, query, equals, type ScimRequest } from '../scim/wire.js';
import type { CheckScene } from './check-scene.js';
import { provision } from './scim-traffic.js';
import type { Step, Story } from './story.js';

/** The life of a pushed group: created with its members, one leaves, renamed, deleted. */
export async function checkGroups(story: Story, scene: CheckScene): Promise<void> {
  const { okta, ada, grace, groupName } = scene;
  const other = `${groupName}, renamed`;
  await story.step('A group is pushed with its members', async (step) => {
    await provision(okta, step, async () => [await okta.pushGroup(groupName)]);
    step.expect('members', await membersOf(scene, step), [scene.idOf(ada), scene.idOf(grace)].sort());
  });
  await story.step('One leaves the group', async (step) => {
    await provision(okta, step, () => okta.removeFromGroup(groupName, [grace.id]));
    step.expect('members', await membersOf(scene, step), [scene.idOf(ada)]);
  });
  await story.step('And comes back', async (step) => {
    await provision(okta, step, () => okta.addToGroup(groupName, [grace.id]));
    step.expect('members', await membersOf(scene, step), [scene.idOf(ada), scene.idOf(grace)].sort());
  });
  await story.step('The group is renamed and keeps its members', async (step) => {
    await provision(okta, step, () => okta.renameGroup(groupName, other));
    const found = listOf(
      await scene.ask(
        { method: 'GET', path: `/Groups${query({ filter: equals('displayName', other), startIndex: 1, count: 100 })}` },
        step,
      ),
    );
    step.expect('totalResults', found.totalResults, 1);
    step.expect('members', (await membersOf(scene, step)).length, 2);
  });
  await story.step('The group is deleted: 404 from then on', async (step) => {
    const request = groupRequest(scene);
    await provision(okta, step, () => okta.deleteGroup(other));
    step.expect('status', await scene.statusOf(request, step), 404);
  });
}

function groupRequest({ okta }: CheckScene): ScimRequest {
  const [link] = okta.groupPush.links.values();
  if (!link?.scimId) throw new Error('The group was never pushed');
  return { method: 'GET', path: `/Groups/${encodeURIComponent(link.scimId)}` };
}

async function membersOf(scene: CheckScene, step: Step): Promise<string[]> {
  const group = (await scene.ask(groupRequest(scene), step)) as { members?: { value: string }[] };
  return (group.members ?? []).map(({ value }) => value).sort();
}
