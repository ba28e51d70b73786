import { SAML } from '@node-saml/node-saml';
import { Problem } from '@app/kernel';
import { verifyResponse } from '@app/saml';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { FORGERIES, forge, ForgeryKit } from '../support/saml/forgeries.js';
import { encode, type Signed } from '../support/saml/forgery-kit.js';
import { mutate, seeded } from '../support/saml/mutate.js';
import { makeTestKeys } from '../support/saml/test-keys.js';

const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const ATTACKER = 'mallory@example.test';

/** How many mutations; 100,000 for the long run. */
const MUTATIONS = Number(process.env.SAML_MUTATIONS ?? 600);
const SEED = Number(process.env.SAML_SEED ?? Date.now() % 1_000_000);

/** A long run takes its time, and says what it has seen. */
const LONG_RUN = MUTATIONS > 10_000;
const TIME_LIMIT = 30_000 + MUTATIONS * 30;

/** Every refusal is one of ours: anything else is a fault that a stranger can cause. */
function refused(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}

describe('what this service accepts, node-saml accepts with the same subject', () => {
  let kit: ForgeryKit;
  let peer: SAML;
  beforeAll(async () => {
    const now = () => new Date();
    kit = await ForgeryKit.create({
      issuer: ISSUER,
      keys: await makeTestKeys(),
      audience: AUDIENCE,
      acsUrl: ACS,
      attacker: ATTACKER,
      victim: 'victim@example.test',
      now,
    });
    peer = new SAML({
      issuer: AUDIENCE,
      audience: AUDIENCE,
      callbackUrl: ACS,
      idpIssuer: ISSUER,
      idpCert: kit.target.keys.certificate,
      acceptedClockSkewMs: 180_000,
      wantAssertionsSigned: false,
      wantAuthnResponseSigned: false,
    });
  });

  const ours = (samlResponse: string) =>
    verifyResponse({
      samlResponse,
      certificates: [kit.target.keys.certificate],
      expected: { issuer: ISSUER, audiences: [AUDIENCE], recipients: [ACS], now: new Date() },
    }).then(({ nameId }) => nameId, refused);
  const theirs = (SAMLResponse: string) =>
    peer.validatePostResponseAsync({ SAMLResponse }).then(
      ({ profile }) => profile?.nameID,
      (error: Error) => `refused: ${error.message}`,
    );

  /** Nothing when we refuse; else whether the other agrees. */
  const disagreement = async (field: string, name: string) => {
    const subject = await ours(field);
    const second = subject === undefined ? undefined : await theirs(field);
    return subject === second ? [] : [{ name, subject, second }];
  };

  it('over the whole attack corpus and its twins', async () => {
    const disagreements = [];
    for (const forgery of FORGERIES) {
      const { evil, good } = forge(forgery, kit);
      disagreements.push(
        ...(await disagreement(evil, forgery.name)),
        ...(await disagreement(good, `the twin of ${forgery.name}`)),
      );
    }
    expect(disagreements).toEqual([]);
  });

  it('over the responses of an identity provider that others wrote', async () => {
    const provider = await SamlIdentityProvider.create({ entityId: ISSUER, keys: kit.target.keys });
    for (const sign of ['response', 'assertion', 'both'] as const) {
      const field = await provider.issue({ nameId: ATTACKER, audience: AUDIENCE, recipient: ACS, sign });
      expect([await ours(field), await theirs(field)]).toEqual([ATTACKER, ATTACKER]);
    }
  });

  it(`over ${MUTATIONS} random mutations of good responses (seed ${SEED})`, async () => {
    const chance = seeded(SEED);
    const good = (['response', 'assertion', 'both'] as Signed[]).map((signed) =>
      kit.honest(
        {
          attributes: [
            ['email', ATTACKER],
            ['groups', 'a', 'b'],
          ],
        },
        signed,
      ),
    );
    let accepted = 0;
    for (let count = 0; count < MUTATIONS; count++) {
      const xml = mutate(good[count % good.length] as string, chance);
      const subject = await ours(encode(xml));
      if (subject === undefined) continue;
      accepted++;
      expect({ subject, second: await theirs(encode(xml)), xml }).toEqual({ subject: ATTACKER, second: ATTACKER, xml });
    }
    // Some mutations change nothing that counts: were none accepted, this test would show nothing.
    expect(accepted).toBeGreaterThan(MUTATIONS / 100);
    if (LONG_RUN) process.stdout.write(`${MUTATIONS} mutations (seed ${SEED}): ${accepted} accepted by both with the same subject, ${MUTATIONS - accepted} refused, 0 accepted here alone\n`);
  }, TIME_LIMIT);
});
