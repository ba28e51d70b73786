import type { Task } from '../provisioning/task.js';
import { createUserRequest } from '../scim/okta-requests.js';
import { equals, listOf, query } from '../scim/wire.js';
import type { CheckScene } from './check-scene.js';
import { provision, tellScim } from './scim-traffic.js';
import type { Step, Story } from './story.js';

const PHONE = '+972541234567';

/** The life of a user: created, read back, changed, refused, deactivated, found again. */
export async function checkPeople(story: Story, scene: CheckScene): Promise<void> {
  const { okta, ada, grace } = scene;
  await story.step('Somebody who does not exist is looked up: 200 and an empty list', async (step) => {
    const list = listOf(
      await scene.ask(
        {
          method: 'GET',
          path: `/Users${query({ filter: equals('userName', `nobody.${ada.profile.login}`), startIndex: 1, count: 100 })}`,
        },
        step,
      ),
    );
    step.expect('totalResults', list.totalResults, 0);
  });
  await story.step(
    'Two people are assigned: they are created',
    async (step) => {
      await okta.changePerson(ada.id, { firstPhone: PHONE });
      await provision(okta, step, async () => [
        ...(await okta.assignPerson(ada.id, { moovingon_ai_admin: true })),
        ...(await okta.assignPerson(grace.id)),
      ]);
    },
    { essential: true },
  );
  await story.step('The user is stored as it was sent, and the password is not given back', async (step) => {
    const user = await scene.read(ada, step);
    step.expect('userName', user['userName'], ada.profile.login);
    step.expect('externalId', user['externalId'], ada.id);
    step.expect('active', user['active'], true);
    step.expect('firstPhone', user['firstPhone'], PHONE);
    step.expect('moovingon_ai_admin', user['moovingon_ai_admin'], true);
    step.expect('password', user['password'], undefined);
  });
  await story.step('The same person is created a second time: 409', async (step) => {
    const wanted = okta.provisioning.wanted(ada);
    if (!wanted) throw new Error('The person is not assigned any more');
    step.expect('status', await scene.statusOf(createUserRequest(wanted), step), 409);
  });
  await story.step('A name is changed: the user follows, and nothing else changes', async (step) => {
    await provision(okta, step, () => okta.changePerson(ada.id, { firstName: 'Augusta' }));
    const user = await scene.read(ada, step);
    step.expect('name.givenName', (user['name'] as { givenName?: string }).givenName, 'Augusta');
    step.expect('moovingon_ai_admin', user['moovingon_ai_admin'], true);
  });
  await checkPhones(story, scene);
  await checkLeaving(story, scene);
}

async function checkPhones(story: Story, scene: CheckScene): Promise<void> {
  const { okta, ada } = scene;
  await story.step('A phone without + is refused: 400 names the attribute, and nothing is changed', async (step) => {
    const [task] = await tellScim(okta, step, () => okta.changePerson(ada.id, { firstPhone: '0541234567' }));
    expectRefusal(step, task, 400, 'firstPhone');
    step.expect('firstPhone', (await scene.read(ada, step))['firstPhone'], PHONE);
  });
  await story.step('The phone is put right, then cleared', async (step) => {
    await provision(okta, step, () => okta.changePerson(ada.id, { firstPhone: '+41446681800' }));
    step.expect('firstPhone', (await scene.read(ada, step))['firstPhone'], '+41446681800');
    await provision(okta, step, () => okta.changePerson(ada.id, { firstPhone: '' }));
    step.expect('firstPhone', (await scene.read(ada, step))['firstPhone'] ?? '', '');
  });
  await story.step('moovingon_ai_admin is revoked', async (step) => {
    await provision(okta, step, () => okta.assignPerson(ada.id, { moovingon_ai_admin: false }));
    step.expect('moovingon_ai_admin', (await scene.read(ada, step))['moovingon_ai_admin'], false);
  });
}

async function checkLeaving(story: Story, scene: CheckScene): Promise<void> {
  const { okta, ada } = scene;
  await story.step('Somebody leaves: the user is deactivated and still readable', async (step) => {
    await provision(okta, step, () => okta.unassignPerson(ada.id));
    step.expect('active', (await scene.read(ada, step))['active'], false);
  });
  await story.step('And comes back: the same user is active again', async (step) => {
    const id = scene.idOf(ada);
    await provision(okta, step, () => okta.assignPerson(ada.id));
    step.expect('id', scene.idOf(ada), id);
    step.expect('active', (await scene.read(ada, step))['active'], true);
  });
  await story.step('Import: every user once, on pages of 100', async (step) => {
    const { task, users } = await tellScim(okta, step, () => okta.import());
    if (task.outcome === 'failed') throw new Error(task.error);
    const ids = users.map(({ resource }) => resource.id);
    step.expect('users listed twice', ids.length - new Set(ids).size, 0);
    step.expectTrue(
      'The two people are in the list',
      [scene.ada, scene.grace].every((person) => ids.includes(scene.idOf(person))),
      ids.length,
    );
    step.note(`${ids.length} users`);
  });
}

export function expectRefusal(step: Step, task: Task | undefined, status: number, word: string): void {
  step.expect('status', task?.status, status);
  step.expectTrue(`The refusal says ${word}`, task?.error?.includes(word) === true, task?.error);
}
