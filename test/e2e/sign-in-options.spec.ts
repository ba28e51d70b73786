import { IntegrationRepository } from '@app/persistence';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

describe.each(engines)('signing in by e-mail address on %s', (engine) => {
  let stage: SignInStage;
  let identityProvider: SamlIdentityProvider;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    identityProvider = await SamlIdentityProvider.create();
  });
  afterAll(() => stage.stop());

  const ask = (email: string) => ApiClient.anonymous(stage.url).post('/api/v1/sign-in-options', { email });
  const optionsOf = async (email: string) => (await ask(email)).body.options;

  async function signIn(integration: StagedIntegration, email: string): Promise<void> {
    const { status } = await stage.post(await stage.issue(integration, email), { relayState: integration.uniqueIdentifier });
    expect(status).toBe(303);
  }

  async function company(name: string, ...emails: string[]): Promise<StagedIntegration> {
    const accountId = await stage.addAccount(name);
    for (const email of emails) await stage.addUser(accountId, { userName: email, email });
    return stage.addIntegration(accountId, { identityProvider });
  }

  it('offers nothing before anybody has signed in, then the integration to everybody of the e-mail domain', async () => {
    const acme = await company('Acme', 'ada@acme.example', 'grace@acme.example');
    expect(await optionsOf('ada@acme.example')).toEqual([]);
    await signIn(acme, 'ada@acme.example');
    expect(await optionsOf('grace@ACME.example')).toEqual([{ loginUrl: `${stage.url}/sso/login/${acme.uniqueIdentifier}`, provider: 'Okta', account: null }]);
  });

  it('answers the same for somebody who exists and for somebody who does not', async () => {
    const known = await company('Known', 'real@known.example');
    await signIn(known, 'real@known.example');
    const [real, invented] = [await ask('real@known.example'), await ask('nobody-at-all@known.example')];
    expect(invented.body).toEqual(real.body);
    expect(invented.status).toBe(real.status);
    expect(await optionsOf('nobody@stranger.example')).toEqual([]);
  });

  it('names the accounts where there are several, and offers none of a domain that many share', async () => {
    const email = (position: number) => `person${position}@shared.example`;
    const companies = [];
    for (let position = 0; position < 6; position++) companies.push(await company(`Company ${position}`, email(position)));
    for (const position of [0, 1]) await signIn(companies[position] as StagedIntegration, email(position));
    expect((await optionsOf('x@shared.example')).map(({ account }: { account: string }) => account)).toEqual(['Company 0', 'Company 1']);
    for (const position of [2, 3, 4, 5]) await signIn(companies[position] as StagedIntegration, email(position));
    expect(await optionsOf('x@shared.example')).toEqual([]);
  });

  it('no longer offers an integration that is unverified or gone', async () => {
    const changing = await company('Changing', 'ada@changing.example');
    await signIn(changing, 'ada@changing.example');
    expect(await optionsOf('ada@changing.example')).toHaveLength(1);
    await stage.write((tx) => stage.part(IntegrationRepository).update(tx, changing.id, { verifiedAt: null }));
    expect(await optionsOf('ada@changing.example')).toEqual([]);
    await signIn(changing, 'ada@changing.example');
    expect(await optionsOf('ada@changing.example')).toHaveLength(1);
    await stage.write((tx) => stage.part(IntegrationRepository).delete(tx, changing.id));
    expect(await optionsOf('ada@changing.example')).toEqual([]);
  });

  it.each(['', 'ada', '@acme.example', 'ada@', 'ada@acme', 'ada@acme .example', 'ada@acme.example\u0000'])('offers nothing for %j, which is no e-mail address', async (email) => {
    expect((await ask(email)).status).toBeLessThan(500);
    expect((await ask(email)).body.options ?? []).toEqual([]);
  });

  it('tells an address that asks without end to wait', async () => {
    const statuses = new Set<number>();
    for (let round = 0; round < 100 && !statuses.has(429); round++) for (const { status } of await Promise.all(Array.from({ length: 50 }, () => ask('x@y.example')))) statuses.add(status);
    expect([...statuses]).toContain(429);
  });
});
