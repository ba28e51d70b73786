import { createServer, type Server } from 'node:http';
import { newId } from '@app/kernel';
import { IntegrationRepository } from '@app/persistence';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { makeTestKeys } from '../support/saml/test-keys.js';
import { freePort } from '../support/start-service.js';
import { cookieOf, type ProblemBody, SignInStage } from '../support/sign-in-stage.js';

describe.each(engines)('a sign-in between integrations, on %s', (engine) => {
  let stage: SignInStage;
  let acme: string;
  let globex: string;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    acme = await stage.addAccount('Acme');
    globex = await stage.addAccount('Globex');
    await stage.addUser(acme, { userName: 'dana@acme.example' });
    await stage.addUser(globex, { userName: 'dana@acme.example', staff: true, owner: true });
    await stage.addUser(globex, { userName: 'hank@globex.example', owner: true });
  });
  afterAll(() => stage.stop());

  const outcome = async (response: Response) => (response.status === 303 ? 'signed in' : ((await response.json()) as ProblemBody).code);
  const conditionOf = async (response: Response) => ((await response.json()) as ProblemBody).condition;
  const provider = (entityId = `http://www.okta.com/exk${newId()}`) => SamlIdentityProvider.create({ entityId });

  it('speaks for the people of its own account alone', async () => {
    const integration = await stage.addIntegration(acme, { identityProvider: await provider() });
    const as = async (nameId: string) => stage.post(await stage.issue(integration, nameId), { relayState: integration.uniqueIdentifier });
    expect(await outcome(await as('hank@globex.example'))).toBe('user_not_provisioned');
    const cookie = cookieOf(await as('dana@acme.example')) as string;
    const page = await (await fetch(`${stage.url}/`, { headers: { cookie } })).text();
    expect(page).toContain('<td>Acme</td>');
  });

  it('refuses the response for one integration at another, with the same issuer and the same key', async () => {
    const identityProvider = await provider();
    const [mine, theirs] = [await stage.addIntegration(acme, { identityProvider }), await stage.addIntegration(globex, { identityProvider })];
    const response = await stage.issue(mine, 'dana@acme.example');
    expect(await conditionOf(await stage.post(response, { relayState: theirs.uniqueIdentifier }))).toBe('audience');
    expect(await outcome(await stage.post(response, { relayState: mine.uniqueIdentifier }))).toBe('signed in');
  });

  it('refuses the response of another issuer with the same key and the same audience', async () => {
    const keys = await makeTestKeys();
    const [first, second] = await Promise.all(['A', 'B'].map((name) => SamlIdentityProvider.create({ entityId: `http://www.okta.com/exk${name}${newId()}`, keys })));
    const integration = await stage.addIntegration(acme, { identityProvider: first as SamlIdentityProvider });
    const response = await stage.issue({ ...integration, identityProvider: second as SamlIdentityProvider }, 'dana@acme.example');
    expect(await conditionOf(await stage.post(response, { relayState: integration.uniqueIdentifier }))).toBe('issuer');
  });

  it('finds the one whose keys verify, of several with one issuer and one audience', async () => {
    const entityId = `http://www.okta.com/exk${newId()}`;
    const audience = 'urn:example:shared-audience';
    const [first, second] = [await provider(entityId), await provider(entityId)];
    const integration = await stage.addIntegration(acme, { identityProvider: first, entityId: audience });
    await stage.addIntegration(globex, { identityProvider: second, entityId: audience });
    const response = await stage.post(await stage.issue(integration, 'dana@acme.example'));
    const cookie = cookieOf(response) as string;
    expect(await (await fetch(`${stage.url}/`, { headers: { cookie } })).text()).toContain('<td>Acme</td>');
    await stage.addIntegration(globex, { identityProvider: first, entityId: audience });
    expect(await outcome(await stage.post(await stage.issue(integration, 'dana@acme.example')))).toBe('integration_unknown');
  });

  it('takes the token that was entered as entity ID as audience, and the address that ends with it', async () => {
    const token = `token-${newId()}`;
    const integration = await stage.addIntegration(acme, { identityProvider: await provider(), uniqueIdentifier: token, entityId: token });
    for (const audience of [token, `${stage.url}/sso/acs/${token}`]) {
      expect(await outcome(await stage.post(await stage.issue(integration, 'dana@acme.example', { audience })))).toBe('signed in');
    }
    expect(await conditionOf(await stage.post(await stage.issue(integration, 'dana@acme.example', { audience: `${token}/` }), { relayState: token }))).toBe('audience');
  });

  it('is refused for an integration that was deleted', async () => {
    const integration = await stage.addIntegration(acme, { identityProvider: await provider() });
    await stage.write((tx) => stage.part(IntegrationRepository).delete(tx, integration.id));
    expect(await outcome(await stage.post(await stage.issue(integration, 'dana@acme.example'), { relayState: integration.uniqueIdentifier }))).toBe('integration_unknown');
  });

  it('is refused the second time on another instance', async () => {
    const integration = await stage.addIntegration(acme, { identityProvider: await provider() });
    const second = await SignInStage.start(engine, { PUBLIC_URL: stage.url }, stage.service.database);
    try {
      const response = await stage.issue(integration, 'dana@acme.example');
      expect(await outcome(await stage.post(response))).toBe('signed in');
      expect(await outcome(await second.post(response))).toBe('saml_assertion_replayed');
    } finally {
      await second.stop();
    }
  });

  describe('when the key at the provider is replaced', () => {
    let published: SamlIdentityProvider;
    let server: Server;
    let metadataUrl: string;
    let fetched = 0;

    beforeAll(async () => {
      const port = await freePort();
      server = createServer((_, answer) => {
        fetched += 1;
        answer.end(published.metadata());
      }).listen(port, '127.0.0.1');
      metadataUrl = `http://127.0.0.1:${port}/metadata`;
    });
    afterAll(() => server.close());

    it('reads the metadata again, once, and lets the person in with the new key', async () => {
      const before = await provider();
      const after = await provider(before.entityId);
      published = after;
      const integration = await stage.addIntegration(acme, { identityProvider: before, metadataUrl });
      const response = await stage.issue({ ...integration, identityProvider: after }, 'dana@acme.example');
      expect(await outcome(await stage.post(response, { relayState: integration.uniqueIdentifier }))).toBe('signed in');
      expect(fetched).toBe(1);
      const old = await stage.issue(integration, 'dana@acme.example');
      expect(await outcome(await stage.post(old, { relayState: integration.uniqueIdentifier }))).toBe('saml_signature_invalid');
      expect(fetched).toBe(1);
    });

    it('does not read it again for what no key heals', async () => {
      published = await provider();
      const integration = await stage.addIntegration(acme, { identityProvider: published, metadataUrl });
      const count = fetched;
      await stage.post(await stage.issue(integration, 'dana@acme.example', { audience: 'https://other.example/' }), { relayState: integration.uniqueIdentifier });
      expect(fetched).toBe(count);
    });
  });
});
