import { verifyResponse } from '@app/saml';
import { FORGERIES, forge, ForgeryKit } from '../support/saml/forgeries.js';
import { makeTestKeys } from '../support/saml/test-keys.js';

const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const NOW = new Date('2026-11-24T09:00:00Z');
const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const ATTACKER = 'mallory@example.test';

describe('the verification of responses', () => {
  let kit: ForgeryKit;
  beforeAll(async () => {
    const keys = await makeTestKeys();
    kit = await ForgeryKit.create({
      issuer: ISSUER,
      keys,
      audience: AUDIENCE,
      acsUrl: ACS,
      attacker: ATTACKER,
      victim: 'victim@example.test',
      now: () => NOW,
    });
  });

  const verify = (samlResponse: string) =>
    verifyResponse({
      samlResponse,
      certificates: [kit.target.keys.certificate],
      expected: { issuer: ISSUER, audiences: [AUDIENCE], recipients: [ACS, ACS.slice(0, -1)], now: NOW },
    });

  describe.each(FORGERIES)('refuses (threat $row, $condition) $name', (forgery) => {
    let forged: ReturnType<typeof forge>;
    beforeAll(() => {
      forged = forge(forgery, kit);
    });

    it('but accepts its twin', async () => {
      expect(await verify(forged.good)).toMatchObject({ nameId: ATTACKER });
    });

    it(`with ${forgery.code}, ${forgery.condition}`, async () => {
      const refused = await verify(forged.evil).then(
        () => 'accepted',
        (problem) => ({ code: problem.code, condition: problem.members?.condition ?? String(problem) }),
      );
      expect(refused).toEqual({ code: forgery.code, condition: forgery.condition });
    });
  });
});
