import type { GuideScene, Integration } from './guide-scene.js';
import type { Story } from './story.js';

/** The guide's *Create an Okta application* and *Okta IdP-initiated SSO*. */
export async function guideSignIn(story: Story, scene: GuideScene, ada: string): Promise<void> {
  const { okta, service, uniqueIdentifier, admin } = scene;
  const acsUrl = `${service.url}/sso/acs/`;
  story.chapter('Create an Okta application');
  await story.step('Fill in Single sign-on URL, Audience and Default RelayState', (step) => {
    okta.configureSaml({
      singleSignOnUrl: acsUrl,
      audience: acsUrl + uniqueIdentifier,
      defaultRelayState: uniqueIdentifier,
    });
    step.note(`${acsUrl} · ${acsUrl}${uniqueIdentifier} · ${uniqueIdentifier}`);
  });
  await story.step('Assign Ada to the application: provisioning is off, nothing is sent', async (step) => {
    step.expect('tasks', (await okta.assignPerson(ada)).length, 0);
  });

  story.chapter('Add Okta in MoovingON AI');
  await story.step(
    'The owner signs in with the password',
    async (step) => {
      const { status, body } = await admin.signIn(service.ownerEmail, service.ownerPassword, step);
      step.expect('status', status, 201);
      scene.accountId = (body['account'] as { id: string }).id;
    },
    { essential: true },
  );
  await story.step('Search for Okta in the catalogue', async (step) => {
    const { body } = await admin.get<{ items: { key: string }[] }>('/identity-providers?search=okta', step);
    step.expectTrue(
      'okta is offered',
      body.items.some(({ key }) => key === 'okta'),
      body.items.map(({ key }) => key),
    );
  });
  await story.step(
    'Add Okta with the same Entity ID and the metadata URL',
    async (step) => {
      const answer = await admin.call<Integration>(
        'POST',
        `${scene.accountPath}/integrations`,
        { provider: 'okta', entityId: acsUrl + uniqueIdentifier, metadataUrl: scene.simulator.metadataUrl },
        step,
      );
      step.expect('status', answer.status, 201);
      scene.integrationId = answer.body.id;
      const { acsUrl: acs, audience, relayState, status } = answer.body;
      step.expect(
        'the values for Okta',
        [acs, audience, relayState, status],
        [acsUrl, acsUrl + uniqueIdentifier, uniqueIdentifier, 'unverified'],
      );
    },
    { essential: true },
  );
  await story.step(
    'SCIM cannot be switched on before anybody has signed in: 409 integration_not_verified',
    async (step) => {
      const { status, body } = await admin.call('PUT', `${scene.integrationPath}/scim`, { enabled: true }, step);
      step.expect('refusal', [status, body['code']], [409, 'integration_not_verified']);
    },
  );
  await verifySignIn(story, scene, ada);
}

async function verifySignIn(story: Story, scene: GuideScene, ada: string): Promise<void> {
  const { okta, admin, simulator, service } = scene;
  story.chapter('Verify the sign-in');
  await story.step('Ada clicks the tile without having a user: Error 405', async (step) => {
    const answer = await scene.browserOf('stranger').signIn(await okta.signIn(ada), simulator.url, step);
    step.expect('status', answer.status, 405);
    step.expect('cookie', answer.headers['set-cookie'], undefined);
  });
  await story.step('The administrator makes a user with the same e-mail address', async (step) => {
    const { status } = await admin.call(
      'POST',
      `${scene.accountPath}/users`,
      { userName: ada, email: ada, givenName: 'Ada', familyName: 'Lovelace' },
      step,
    );
    step.expect('status', status, 201);
  });
  let posted: Awaited<ReturnType<typeof okta.signIn>> | undefined;
  await story.step(
    'Ada clicks the tile: MoovingON AI opens without a password',
    async (step) => {
      posted = await okta.signIn(ada);
      const answer = await scene.browserOf(ada).signIn(posted, simulator.url, step);
      step.expect('status', answer.status, 303);
      step.expect('who is signed in', await scene.sessionOf(ada, step), ada);
    },
    { essential: true },
  );
  await story.step('The same response a second time is refused', async (step) => {
    if (!posted) throw new Error('There was no response to repeat');
    step.expect('status', (await scene.browserOf('thief').signIn(posted, simulator.url, step)).status, 401);
  });
  await story.step('Ada begins at MoovingON AI instead: Okta is asked, and she is signed in', async (step) => {
    const browser = scene.browserOf(`${ada}, second browser`);
    const { headers } = await browser.open(`${service.url}/sso/login/${scene.uniqueIdentifier}`, step);
    const answer = await browser.signIn(
      await answerAuthnRequest(scene, ada, headers['location'] ?? ''),
      simulator.url,
      step,
    );
    step.expectTrue('status is 303', answer.status === 303, answer.status);
    step.expect('who is signed in', await scene.sessionOf(`${ada}, second browser`, step), ada);
  });
  await story.step(
    'The integration is verified',
    async (step) => step.expect('status', (await scene.integration(step)).status, 'verified'),
    { essential: true },
  );
}

/** What the simulated Okta's sign-on address does with a request that a browser brings. */
async function answerAuthnRequest({ okta, simulator }: GuideScene, who: string, location: string) {
  if (!location.startsWith(simulator.singleSignOnUrl))
    throw new Error(`Expected a redirect to ${simulator.singleSignOnUrl}, received ${location}`);
  const parameters = new URL(location).searchParams;
  return okta.answerAuthnRequest(who, parameters.get('SAMLRequest') ?? '', parameters.get('RelayState') ?? undefined);
}
