import { ADMINISTRATORS, OPERATIONS } from '../org/sample-people.js';
import { expectRefusal } from './check-people.js';
import type { GuideScene } from './guide-scene.js';
import { provision, tellScim } from './scim-traffic.js';
import type { Story } from './story.js';

/** The guide's *Configuration: add Okta SCIM*. */
export async function guideScim(story: Story, scene: GuideScene): Promise<void> {
  const { okta, admin } = scene;
  story.chapter('Add Okta SCIM');
  let credentials: { baseUrl: string; username: string; password: string } | undefined;
  await story.step(
    'Switch SCIM on, and read the credentials by the edit button',
    async (step) => {
      const { status } = await admin.call('PUT', `${scene.integrationPath}/scim`, { enabled: true }, step);
      step.expect('status', status, 200);
      const { baseUrl, username, password } = (await scene.integration(step)).scim;
      if (!username || !password) throw new Error('The credentials are not shown');
      step.expect('base URL', baseUrl, `${scene.service.url}/api/scim/v2`);
      credentials = { baseUrl, username, password };
    },
    { essential: true },
  );
  await story.step(
    'Enter them in Okta and save: Okta tests the connection',
    async (step) => {
      if (!credentials) throw new Error('There are no credentials');
      const { baseUrl, username, password } = credentials;
      const task = await tellScim(okta, step, () =>
        okta.configureProvisioning({
          enabled: true,
          baseUrl,
          uniqueIdentifierField: 'email',
          credentials: { mode: 'basic', username, password },
        }),
      );
      if (task?.outcome !== 'done') throw new Error(task?.error);
    },
    { essential: true },
  );
  await story.step('The password is not shown any more once Okta has used it', async (step) => {
    step.expect('password', (await scene.integration(step)).scim.password ?? null, null);
  });
  await story.step(
    'Tick create, update and deactivate; add the three attributes in the Profile Editor',
    async (step) => {
      await tellScim(okta, step, () =>
        okta.configureProvisioning({ createUsers: true, updateUserAttributes: true, deactivateUsers: true }),
      );
      okta.addGuideAttributes();
    },
  );
}

/** Assignments, the administrator group, phones, leaving and coming back. */
export async function guidePeople(story: Story, scene: GuideScene, ada: string): Promise<void> {
  const { okta } = scene;
  const grace = 'grace.hopper@example.com';
  const donald = 'donald.knuth@example.com';
  story.chapter('People');
  await story.step(
    'Assign the group Operations: its people are created',
    async (step) => {
      const tasks = await provision(okta, step, () => okta.assignGroup(OPERATIONS));
      step.expect('people', tasks.length, okta.organisation.directory.group(OPERATIONS).memberIds.size);
      step.expect('active', (await scene.userNamed(donald, step))?.active, true);
    },
    { essential: true },
  );
  await story.step('Push now: Ada, who had a user before, is linked and not made twice', async (step) => {
    const before = await scene.userNamed(ada, step);
    await provision(okta, step, () => okta.pushNow());
    step.expect('SCIM id', okta.provisioning.links.get(okta.organisation.directory.person(ada).id)?.scimId, before?.id);
  });
  await story.step('Assign the administrators’ group and set moovingon_ai_admin to true', async (step) => {
    await tellScim(okta, step, () => okta.unassignPerson(ada));
    await provision(okta, step, () => okta.assignGroup(ADMINISTRATORS, { moovingon_ai_admin: true }));
    step.expect(
      'roles of Ada and Grace',
      [(await scene.userNamed(ada, step))?.role, (await scene.userNamed(grace, step))?.role],
      ['admin', 'admin'],
    );
    step.expect('role of Donald', (await scene.userNamed(donald, step))?.role, 'member');
  });
  await phones(story, scene, donald);
  await leaving(story, scene, donald);
}

async function phones(story: Story, scene: GuideScene, who: string): Promise<void> {
  const { okta, simulator } = scene;
  await story.step('Donald enters his first phone on the dashboard’s settings: Okta pushes it', async (step) => {
    const browser = scene.browserOf(`${who} at Okta`);
    await browser.post(
      `${simulator.url}/login`,
      { person: okta.organisation.directory.person(who).id },
      simulator.url,
      step,
    );
    await tellScim(okta, step, () =>
      browser.post(`${simulator.url}/settings`, { firstPhone: '+972541234567', secondPhone: '' }, simulator.url, step),
    );
    step.expect('firstPhone', (await scene.userNamed(who, step))?.firstPhone, '+972541234567');
  });
  await story.step('A phone without + is refused, the attribute named, and nothing is changed', async (step) => {
    const [task] = await tellScim(okta, step, () => okta.changePerson(who, { firstPhone: '054-1234567' }));
    expectRefusal(step, task, 400, 'firstPhone');
    step.expect('firstPhone', (await scene.userNamed(who, step))?.firstPhone, '+972541234567');
    await provision(okta, step, () => okta.changePerson(who, { firstPhone: '+972547654321' }));
  });
}

async function leaving(story: Story, scene: GuideScene, who: string): Promise<void> {
  const { okta, simulator } = scene;
  await story.step('Donald signs in by the tile', async (step) => {
    await scene.browserOf(who).signIn(await okta.signIn(who), simulator.url, step);
    step.expect('who is signed in', await scene.sessionOf(who, step), who);
  });
  await story.step('Donald is deactivated in Okta: his session is gone, and the tile says 403', async (step) => {
    await provision(okta, step, () => okta.deactivatePerson(who));
    step.expect('session', await scene.sessionOf(who, step), 401);
    const form = await okta.signIn(who, { faults: { deactivatedPerson: true } });
    step.expect('tile', (await scene.browserOf(who).signIn(form, simulator.url, step)).status, 403);
  });
  await story.step('Donald comes back: the same user, active, and he signs in', async (step) => {
    const before = await scene.userNamed(who, step);
    await provision(okta, step, () => okta.reactivatePerson(who));
    const after = await scene.userNamed(who, step);
    step.expect('user', [after?.id, after?.active], [before?.id, true]);
    step.expect('tile', (await scene.browserOf(who).signIn(await okta.signIn(who), simulator.url, step)).status, 303);
  });
}
