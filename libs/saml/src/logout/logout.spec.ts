import { SAML } from '@node-saml/node-saml';
import { makeTestKeys, type TestKeys } from '../../../../test/support/saml/test-keys.js';
import {
  createLogoutRequest,
  createLogoutResponse,
  peekLogoutMessage,
  verifyLogoutMessage,
  type Binding,
  type IncomingLogoutMessage,
  type OutgoingMessage,
} from '../index.js';

const PROVIDER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const SERVICE = 'https://app.example.test/sso/acs/acme';
const OURS = 'https://app.example.test/sso/logout/acme';
const THEIRS = 'https://idp.example.test/slo/saml';
const PERSON = 'ada@example.test';

/** As it arrives: the query of the address, or the fields of the form. */
function arriving(message: OutgoingMessage): IncomingLogoutMessage {
  return message.binding === 'redirect'
    ? { binding: 'redirect', rawQuery: new URL(message.url).search.slice(1) }
    : { binding: 'post', fields: message.fields };
}

describe('logout', () => {
  let provider: TestKeys;
  let service: TestKeys;
  beforeAll(async () => {
    [provider, service] = (await Promise.all([makeTestKeys(), makeTestKeys()])) as [TestKeys, TestKeys];
  });

  const verify = (message: IncomingLogoutMessage, requestId?: string) =>
    verifyLogoutMessage({
      message,
      certificates: [provider.certificate],
      expected: { issuer: PROVIDER, destinations: [OURS], now: new Date(), requestId },
    });

  describe.each(['redirect', 'post'] as Binding[])('by %s', (binding) => {
    const fromProvider = {
      issuer: PROVIDER,
      destination: { binding, location: OURS },
      relayState: "it's (a) ~ state! +&",
    };

    it('takes a signed request of the identity provider: name, sessions, relay state', async () => {
      const message = await createLogoutRequest({
        ...fromProvider,
        signingKey: provider.privateKey,
        now: new Date(),
        nameId: PERSON,
        nameIdFormat: 'f',
        sessionIndexes: ['s1', 's<2>'],
      });
      expect(await peekLogoutMessage(arriving(message))).toEqual({ kind: 'request', issuer: PROVIDER });
      expect(await verify(arriving(message))).toMatchObject({
        kind: 'request',
        id: message.id,
        issuer: PROVIDER,
        nameId: PERSON,
        nameIdFormat: 'f',
        sessionIndexes: ['s1', 's<2>'],
        relayState: fromProvider.relayState,
      });
    });

    it.each([true, false])('takes a signed response of the identity provider: success %s', async (success) => {
      const message = await createLogoutResponse({
        ...fromProvider,
        signingKey: provider.privateKey,
        now: new Date(),
        inResponseTo: '_r1',
        success,
      });
      expect(await verify(arriving(message), '_r1')).toMatchObject({ kind: 'response', inResponseTo: '_r1', success });
      await expect(verify(arriving(message), '_r2')).rejects.toMatchObject({
        code: 'logout_message_invalid',
        members: { condition: 'in-response-to' },
      });
    });

    it('makes requests that node-saml accepts', async () => {
      const message = await createLogoutRequest({
        issuer: SERVICE,
        destination: { binding, location: `${THEIRS}?app=1` },
        signingKey: service.privateKey,
        now: new Date(),
        nameId: PERSON,
        nameIdFormat: 'f',
        sessionIndexes: ['s1'],
      });
      const peer = new SAML({
        issuer: PROVIDER,
        callbackUrl: THEIRS,
        idpCert: service.certificate,
        idpIssuer: SERVICE,
        entryPoint: THEIRS,
      });
      const incoming = arriving(message);
      const { profile } =
        incoming.binding === 'redirect'
          ? await peer.validateRedirectAsync(
              Object.fromEntries(new URLSearchParams(incoming.rawQuery.replace('app=1&', ''))),
              incoming.rawQuery.replace('app=1&', ''),
            )
          : await peer.validatePostRequestAsync(incoming.fields as Record<string, string>);
      expect(profile).toMatchObject({ nameID: PERSON, sessionIndex: 's1', issuer: SERVICE });
    });
  });

  it('takes a request that node-saml makes', async () => {
    const peer = new SAML({
      issuer: PROVIDER,
      callbackUrl: THEIRS,
      idpCert: service.certificate,
      privateKey: provider.privateKey,
      signatureAlgorithm: 'sha256',
      entryPoint: OURS,
      logoutUrl: OURS,
    });
    const url = await peer.getLogoutUrlAsync(
      { issuer: PROVIDER, nameID: PERSON, nameIDFormat: 'f', sessionIndex: 's1' },
      'state',
      {},
    );
    expect(await verify({ binding: 'redirect', rawQuery: new URL(url).search.slice(1) })).toMatchObject({
      nameId: PERSON,
      sessionIndexes: ['s1'],
      relayState: 'state',
    });
  });
});
