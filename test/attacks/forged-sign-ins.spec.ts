import { digest, newId } from '@app/kernel';
import { SignInRequestRepository } from '@app/persistence';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { FORGERIES, forge, type Forgery, ForgeryKit } from '../support/saml/forgeries.js';
import { cookieOf, type ProblemBody, SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

const [engine = 'sqlite'] = engines;

describe('the running service', () => {
  let stage: SignInStage;
  let acme: StagedIntegration;
  let kit: ForgeryKit;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    const account = await stage.addAccount();
    const identityProvider = await SamlIdentityProvider.create();
    acme = await stage.addIntegration(account, { identityProvider, uniqueIdentifier: 'acme' });
    for (const userName of ['mallory@acme.example', 'victim@acme.example']) await stage.addUser(account, { userName });
    const { entityId: issuer, keys } = identityProvider;
    kit = await ForgeryKit.create({ issuer, keys, audience: acme.audience, acsUrl: stage.acsUrl, attacker: 'mallory@acme.example', victim: 'victim@acme.example', now: () => new Date() });
  });
  afterAll(() => stage.stop());

  /** As if this browser had begun what the message says that it answers. */
  const begun = async (field: string): Promise<string> => {
    const [, id] = /InResponseTo="([^"]+)"/.exec(Buffer.from(field, 'base64').toString()) ?? [];
    const request = { id: id ?? newId(), integrationId: acme.id, browserDigest: digest('browser-key'), returnTo: null, sealedState: null, expiresAt: Date.now() + 60_000 };
    const requests = stage.part(SignInRequestRepository);
    await stage.write(async (tx) => {
      await requests.spend(tx, request, 0);
      await requests.insert(tx, request);
    });
    return 'moovingon_request=browser-key';
  };
  const post = async (field: string) => stage.post(field, { relayState: 'acme', cookie: await begun(field) });
  // What is longer than a form may be does not even come in.
  const codeBy = ({ code, condition, before }: Forgery) => (before ? { code: before.code, condition: undefined } : { code, condition });

  describe.each(FORGERIES)('refuses (threat $row, $condition) $name', (forgery) => {
    it(`with ${forgery.code} and no session, but lets the twin in as the attacker himself`, async () => {
      const { evil, good } = forge(forgery, kit);
      const refused = await post(evil);
      const { code, condition } = (await refused.json()) as ProblemBody;
      expect({ code, condition, cookies: refused.headers.getSetCookie() }).toEqual({ ...codeBy(forgery), cookies: [] });
      const accepted = await post(good);
      const page = await fetch(`${stage.url}/`, { headers: { cookie: cookieOf(accepted) ?? '' } });
      expect(await page.text()).toContain('mallory@acme.example');
    });
  });
});
