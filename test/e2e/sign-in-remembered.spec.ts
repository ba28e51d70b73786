import { newId } from '@app/kernel';
import { MetadataReader, MetadataStore } from '@app/metadata';
import { type IntegrationEntity, IntegrationRepository } from '@app/persistence';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { cookieOf, type ProblemBody, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

const PERSON = 'dana@acme.example';

describe.each(engines)('an integration that somebody has signed in through just now, on %s', (engine) => {
  let stage: SignInStage;
  let acme: string;
  let globex: string;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    [acme, globex] = [await stage.addAccount('Acme'), await stage.addAccount('Globex')];
    for (const account of [acme, globex]) await stage.addUser(account, { userName: PERSON });
  });
  afterAll(() => stage.stop());

  const provider = (entityId = `http://www.okta.com/exk${newId()}`) => SamlIdentityProvider.create({ entityId });
  const signIn = async (integration: StagedIntegration) => stage.post(await stage.issue(integration, PERSON), { relayState: integration.uniqueIdentifier });
  const outcome = async (response: Response) => (response.status === 303 ? 'signed in' : ((await response.json()) as ProblemBody).condition ?? 'refused');
  /** Signed in through twice: verified by the one sign-in, remembered for the next. */
  const remembered = async (uniqueIdentifier = `acme-${newId()}`) => {
    const integration = await stage.addIntegration(acme, { identityProvider: await provider(), uniqueIdentifier });
    for (let count = 0; count < 3; count += 1) expect(await outcome(await signIn(integration))).toBe('signed in');
    return integration;
  };
  /** As another instance does it: nothing here is told. */
  const change = async ({ id }: StagedIntegration, changes: Partial<IntegrationEntity>, by?: SamlIdentityProvider) => {
    const metadata = by && (await stage.part(MetadataReader).read({ xml: by.metadata() }));
    const row = (await stage.integration(id)) as IntegrationEntity;
    await stage.write((tx) => stage.part(MetadataStore).update(tx, row, changes, metadata));
  };

  it('takes another entity ID at once', async () => {
    const integration = await remembered();
    await change(integration, { entityId: 'urn:example:other' });
    expect(await outcome(await signIn(integration))).toBe('audience');
    expect(await outcome(await signIn({ ...integration, audience: 'urn:example:other' }))).toBe('signed in');
  });

  it('takes other keys at once, and the former ones not any more', async () => {
    const integration = await remembered();
    const renewed = { ...integration, identityProvider: await provider(integration.identityProvider.entityId) };
    await change(integration, {}, renewed.identityProvider);
    expect(await outcome(await signIn(integration))).toBe('signature');
    expect(await outcome(await signIn(renewed))).toBe('signed in');
    expect(await outcome(await signIn(renewed))).toBe('signed in');
  });

  it('asks at once for what is asked for beyond the rules', async () => {
    const integration = await remembered();
    await change(integration, { options: { requestedOnly: true } });
    expect(await outcome(await signIn(integration))).toBe('in-response-to');
  });

  it('signs nobody in once it is gone, and the next of its name signs in to its own account', async () => {
    const former = await remembered();
    await stage.write((tx) => stage.part(IntegrationRepository).delete(tx, former.id));
    expect(await outcome(await signIn(former))).not.toBe('signed in');
    const { identityProvider, uniqueIdentifier, audience } = await remembered();
    await stage.write(async (tx) => void (await stage.part(IntegrationRepository).delete(tx, (await stage.part(IntegrationRepository).findByUniqueIdentifier(tx, uniqueIdentifier))?.id as string)));
    const next = await stage.addIntegration(globex, { identityProvider, uniqueIdentifier, entityId: audience });
    const cookie = cookieOf(await signIn(next)) as string;
    expect(await (await fetch(`${stage.url}/`, { headers: { cookie } })).text()).toContain('<td>Globex</td>');
  });

  it('takes each assertion once', async () => {
    const integration = await remembered();
    const response = await stage.issue(integration, PERSON);
    const posted = await Promise.all([1, 2, 3].map(() => stage.post(response, { relayState: integration.uniqueIdentifier })));
    expect(posted.map(({ status }) => status).sort()).toEqual([303, 401, 401]);
  });
});
