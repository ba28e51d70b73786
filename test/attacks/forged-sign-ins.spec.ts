import { cookieOf, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { FORGERIES, forge, ForgeryKit } from '../support/saml/forgeries.js';

const ATTACKER = 'mallory@example.test';
const VICTIM = 'victim@example.test';

/** The attack corpus by HTTP, against the service as it runs. */
describe('the service', () => {
  let stage: SignInStage;
  let integration: StagedIntegration;
  let kit: ForgeryKit;
  beforeAll(async () => {
    stage = await SignInStage.start('sqlite');
    const identityProvider = await SamlIdentityProvider.create();
    const accountId = await stage.addAccount();
    for (const email of [ATTACKER, VICTIM]) await stage.addUser(accountId, { userName: email, email });
    integration = await stage.addIntegration(accountId, { identityProvider });
    kit = await ForgeryKit.create({
      issuer: identityProvider.entityId,
      keys: identityProvider.keys,
      audience: integration.audience,
      acsUrl: stage.acsUrl,
      attacker: ATTACKER,
      victim: VICTIM,
      now: () => new Date(),
    });
  });
  afterAll(() => stage.stop());

  const post = (field: string) => stage.post(field, { relayState: integration.uniqueIdentifier });

  it.each(FORGERIES)('refuses (threat $row, $condition) $name, and signs in its twin', async (forgery) => {
    const { evil, good } = forge(forgery, kit);
    const refused = await post(evil);
    expect({ status: refused.status, cookie: cookieOf(refused), ...((await refused.json()) as object) }).toMatchObject({
      cookie: undefined,
      ...(forgery.before ?? {
        status: forgery.code === 'saml_response_malformed' ? 400 : 401,
        code: forgery.code,
        condition: forgery.condition,
      }),
    });
    const accepted = await post(good);
    expect([accepted.status, cookieOf(accepted)]).toEqual([303, expect.any(String)]);
  });
});
