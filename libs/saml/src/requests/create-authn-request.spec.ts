import { createVerify } from 'node:crypto';
import { createRequire } from 'node:module';
import { inflateRawSync } from 'node:zlib';
import { makeTestKeys, type TestKeys } from '../../../../test/support/saml/test-keys.js';
import { createAuthnRequest, type AuthnRequestOptions } from '../index.js';
import { verificationKeys } from '../signature/verification-keys.js';
import { signatureIn, SignedDocument } from '../signature/signed-document.js';
import { verifyEnvelopedSignature } from '../signature/verify-enveloped-signature.js';
import { childOf, readXml } from '../xml/element.js';

interface Samlp {
  parseRequest(
    request: object,
    options: object,
    done: (error: Error | null, data?: Record<string, unknown>) => void,
  ): void;
}
const samlp = createRequire(import.meta.url)('samlp') as Samlp;

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ACS = 'https://app.example.test/sso/acs/';
const ISSUER = 'https://app.example.test/sso/acs/acme';
const SSO = 'https://idp.example.test/sso?tenant=1';

describe('a request for sign-in', () => {
  let keys: TestKeys;
  beforeAll(async () => {
    keys = await makeTestKeys();
  });
  const request = (options: Partial<AuthnRequestOptions> = {}) =>
    createAuthnRequest({
      issuer: ISSUER,
      acsUrl: ACS,
      destination: { binding: 'redirect', location: SSO },
      ...options,
    });
  const xmlOf = (message: Awaited<ReturnType<typeof request>>) =>
    message.binding === 'redirect'
      ? inflateRawSync(Buffer.from(new URL(message.url).searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
      : Buffer.from(message.fields.SAMLRequest ?? '', 'base64').toString();

  it('goes to the identity provider by redirect, keeping the query of its address', async () => {
    const message = await request({ relayState: 'state' });
    const url = new URL(message.url);
    expect(url.searchParams.get('tenant')).toBe('1');
    expect([...url.searchParams.keys()]).toEqual(['tenant', 'SAMLRequest', 'RelayState']);
    const xml = readXml(xmlOf(message));
    expect(Object.fromEntries(xml.attributes)).toMatchObject({
      ID: message.id,
      Version: '2.0',
      Destination: SSO,
      AssertionConsumerServiceURL: ACS,
    });
    expect(xml.text).toBe(ISSUER);
  });

  it('asks for no AuthnContext, no format and no fresh sign-in unless told', async () => {
    const plain = readXml(xmlOf(await request()));
    expect(childOf(plain, PROTOCOL, 'RequestedAuthnContext')).toBeUndefined();
    expect(childOf(plain, PROTOCOL, 'NameIDPolicy')?.attributes.has('Format')).toBe(false);
    expect(plain.attributes.has('ForceAuthn')).toBe(false);
    const told = readXml(xmlOf(await request({ authnContexts: ['c1', 'c2'], nameIdFormat: 'f', forceAuthn: true })));
    expect(childOf(told, PROTOCOL, 'RequestedAuthnContext')?.children.map(({ text }) => text)).toEqual(['c1', 'c2']);
    expect(childOf(told, PROTOCOL, 'NameIDPolicy')?.attributes.get('Format')).toBe('f');
    expect(told.attributes.get('ForceAuthn')).toBe('true');
  });

  it('has an ID that nobody can guess', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await request()).id));
    expect(new Set(ids).size).toBe(20);
    expect(ids[0]).toMatch(/^_[0-9a-f]{40}$/);
  });

  it('by redirect is signed over the query as a browser sends it', async () => {
    const { url } = await request({ signingKey: keys.privateKey, relayState: "it's (a) ~ state! +&" });
    const [, signed = '', signature = ''] = /[?&](SAMLRequest=.*)&Signature=(.*)$/.exec(new URL(url).href) ?? [];
    expect(signed).toMatch(/&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/);
    expect(
      createVerify('sha256').update(signed).verify(keys.certificate, decodeURIComponent(signature), 'base64'),
    ).toBe(true);
  });

  it('by post is signed inside, right after the issuer', async () => {
    const message = await request({
      destination: { binding: 'post', location: SSO },
      signingKey: keys.privateKey,
      relayState: 'state',
    });
    expect(message).toMatchObject({ binding: 'post', url: SSO, fields: { RelayState: 'state' } });
    const xml = xmlOf(message);
    expect(
      readXml(xml)
        .children.slice(0, 2)
        .map(({ name }) => name),
    ).toEqual(['Issuer', 'Signature']);
    const verified = SignedDocument.open(xml, (document) =>
      verifyEnvelopedSignature(
        document,
        document.root,
        signatureIn(document.root) as NonNullable<ReturnType<typeof signatureIn>>,
        verificationKeys([keys.certificate]),
      ),
    );
    expect(verified.element.attributes.get('ID')).toBe(message.id);
  });

  it.each(['redirect', 'post'] as const)(
    'signed by %s is understood by an identity provider that others wrote',
    async (binding) => {
      const message = await request({
        destination: { binding, location: SSO },
        signingKey: keys.privateKey,
        relayState: 'state',
      });
      const query = Object.fromEntries(new URL(message.url).searchParams);
      const incoming =
        message.binding === 'redirect'
          ? { method: 'GET', query, originalUrl: message.url }
          : { method: 'POST', body: message.fields, query: {} };
      const understand = (signingCert: string) =>
        new Promise((resolve, reject) => {
          const options = { signingCert, sigAlg: query.SigAlg, signature: query.Signature, relayState: 'state' };
          samlp.parseRequest(incoming, options, (error, parsed) => (error ? reject(error) : resolve(parsed)));
        });
      expect(await understand(keys.certificate)).toMatchObject({
        issuer: ISSUER,
        assertionConsumerServiceURL: ACS,
        id: message.id,
      });
      await expect(understand((await makeTestKeys()).certificate)).rejects.toThrow(/signature/i);
    },
  );
});
