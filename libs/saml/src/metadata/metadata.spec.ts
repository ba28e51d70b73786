import { identityProviderMetadata } from '../../../../test/support/saml-identity-provider.js';
import { makeTestKeys, type TestKeys } from '../../../../test/support/saml/test-keys.js';
import { createServiceProviderMetadata, parseIdentityProviderMetadata, type MetadataOptions } from '../index.js';
import { readXml, type XmlElement } from '../xml/element.js';

const ENTITY = 'http://www.okta.com/exk1fcia6d6EMsf331d8';
const SSO = 'https://acme.okta.test/app/acme/exk1/sso/saml';

describe('identity provider metadata', () => {
  let keys: TestKeys;
  let second: TestKeys;
  let weak: TestKeys;
  let good: string;
  beforeAll(async () => {
    [keys, second, weak] = (await Promise.all([
      makeTestKeys({ name: 'first' }),
      makeTestKeys({ kind: 'ec256' }),
      makeTestKeys({ kind: 'rsa1024' }),
    ])) as [TestKeys, TestKeys, TestKeys];
    good = identityProviderMetadata({ entityId: ENTITY, ssoUrl: SSO, sloUrl: `${SSO}/slo`, keys });
  });
  const body = ({ certificate }: TestKeys) => certificate.replace(/-----[A-Z ]+-----/g, '').trim();
  const refusal = (xml: string, options?: MetadataOptions) =>
    parseIdentityProviderMetadata(xml, options).then(
      () => 'accepted',
      ({ code, status, detail }) => `${code} ${status}: ${detail}`,
    );
  const anotherEntity = (id: string) => good.replace(/<\?xml[^>]*>/, '').replace(ENTITY, id);
  const federation = (...entities: string[]) =>
    `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join('')}</md:EntitiesDescriptor>`;

  it('gives the issuer, the addresses, the certificates and the formats', async () => {
    const metadata = await parseIdentityProviderMetadata(good);
    expect(metadata).toMatchObject({
      entityId: ENTITY,
      singleSignOn: [
        { binding: 'post', location: SSO },
        { binding: 'redirect', location: SSO },
      ],
      singleLogout: [
        { binding: 'post', location: `${SSO}/slo` },
        { binding: 'redirect', location: `${SSO}/slo` },
      ],
      wantAuthnRequestsSigned: false,
      nameIdFormats: ['urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'],
    });
    expect(metadata.certificates).toEqual([
      {
        pem: keys.certificate.trim(),
        fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        notBefore: expect.any(Date),
        notAfter: expect.any(Date),
        subject: 'CN=first',
      },
    ]);
  });

  it('keeps several certificates, each once, and takes a KeyDescriptor without use for signing', async () => {
    const more = (text: string) =>
      `<md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
    const xml = good.replace('<md:NameIDFormat>', `${more(body(second))}${more(body(keys))}<md:NameIDFormat>`);
    expect((await parseIdentityProviderMetadata(xml)).certificates.map(({ subject }) => subject)).toEqual([
      'CN=first',
      'CN=identity provider',
    ]);
  });

  it('does not sign with keys that are for encryption', async () => {
    expect(await refusal(good.replace('use="signing"', 'use="encryption"'))).toContain('no signing certificate');
  });

  it('may hold comments, a byte order mark and white space', async () => {
    const xml = `\ufeff${good.replace('<md:IDPSSODescriptor', '<!-- ours -->\n  <md:IDPSSODescriptor')}\n`;
    expect(await parseIdentityProviderMetadata(xml)).toMatchObject({ entityId: ENTITY });
  });

  it('may hold other entities, if it is plain which one is meant', async () => {
    const both = federation(good.replace(/<\?xml[^>]*>/, ''), anotherEntity('http://www.okta.com/other'));
    expect(await parseIdentityProviderMetadata(both, { entityId: ENTITY })).toMatchObject({ entityId: ENTITY });
    expect(await refusal(both)).toBe(
      'metadata_invalid 400: The metadata holds several identity providers, expected one, received 2.',
    );
    expect(await refusal(both, { entityId: 'http://www.okta.com/third' })).toContain(
      'of another identity provider, expected http://www.okta.com/third',
    );
  });

  it('beside a service provider is the one that is meant', async () => {
    const service = createServiceProviderMetadata({ entityId: 'x', acsUrl: 'https://a.test' }).replace(
      /<\?xml[^>]*>/,
      '',
    );
    expect(await parseIdentityProviderMetadata(federation(service, good.replace(/<\?xml[^>]*>/, '')))).toMatchObject({
      entityId: ENTITY,
    });
  });

  it('for plain http is taken outside production alone', async () => {
    const plain = good.replaceAll(SSO, 'http://idp.acme.test/sso');
    expect(await parseIdentityProviderMetadata(plain)).toMatchObject({
      singleSignOn: [{ location: 'http://idp.acme.test/sso' }, {}],
    });
    expect(await refusal(plain, { production: true })).toContain(
      'expected an https address, received http://idp.acme.test/sso',
    );
  });

  it('is refused once it is out of date', async () => {
    const xml = good.replace('<md:EntityDescriptor ', '<md:EntityDescriptor validUntil="2026-01-01T00:00:00Z" ');
    expect(await parseIdentityProviderMetadata(xml, { now: new Date('2025-12-31T00:00:00Z') })).toMatchObject({
      validUntil: new Date('2026-01-01T00:00:00Z'),
    });
    expect(await refusal(xml, { now: new Date('2026-01-01T00:00:00Z') })).toContain(
      'out of date, expected a validUntil after 2026-01-01',
    );
  });

  it.each<[string, (xml: string) => string, string]>([
    ['nothing', () => ' \n', 'The metadata is empty'],
    [
      'a web page',
      () => '<!DOCTYPE html>\n<html><body>Sign in</body></html>',
      'The metadata is a web page, expected SAML metadata (XML), received HTML.',
    ],
    ['JSON', () => '{"error":"no"}', 'The metadata is no XML'],
    ['other XML', () => '<feed/>', 'The XML is no SAML metadata, expected an EntityDescriptor, received feed.'],
    ['broken XML', (xml) => xml.slice(0, -5), 'not well-formed'],
    [
      'a DOCTYPE',
      (xml) => `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>${xml.replace(/<\?xml[^>]*>/, '')}`,
      'DOCTYPE',
    ],
    [
      'more than 2 MB',
      (xml) => xml.replace('</md:EntityDescriptor>', `${' '.repeat(2_100_000)}</md:EntityDescriptor>`),
      'too many bytes',
    ],
    [
      'the metadata of a service provider',
      () => createServiceProviderMetadata({ entityId: 'x', acsUrl: 'https://a.test' }),
      'The metadata is that of a service provider, expected an IDPSSODescriptor',
    ],
    [
      'an identity provider of SAML 1.1',
      (xml) => xml.replace('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:oasis:names:tc:SAML:1.1:protocol'),
      'no SAML 2.0 identity provider',
    ],
    ['no entityID', (xml) => xml.replace(/entityID="[^"]*"/, 'entityID=""'), 'no entityID'],
    [
      'no certificate',
      (xml) => xml.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, ''),
      'no signing certificate, expected a KeyDescriptor for signing with an X509Certificate, received no KeyDescriptor.',
    ],
    [
      'a key without its certificate',
      (xml) => xml.replace(/<ds:X509Data>.*<\/ds:X509Data>/s, '<ds:KeyName>k</ds:KeyName>'),
      'no signing certificate',
    ],
    [
      'a certificate that is none',
      (xml) => xml.replace(/(<ds:X509Certificate>)[^<]*/, '$1AAAA'),
      'The signing certificate cannot be read',
    ],
    [
      'RSA of 1024 bits',
      (xml) => xml.replace(/(<ds:X509Certificate>)[^<]*/, `$1${body(weak)}`),
      'The signing certificate is too weak, expected RSA of 2048 bits or more, or ECDSA on P-256, P-384 or P-521, received RSA of 1024 bits.',
    ],
    [
      'no sign-in address',
      (xml) => xml.replace(/<md:SingleSignOnService[^>]*>/g, ''),
      'no sign-in address for browsers',
    ],
    ['sign-in by SOAP alone', (xml) => xml.replace(/HTTP-(POST|Redirect)/g, 'SOAP'), 'no sign-in address for browsers'],
    [
      'an address that is a script',
      (xml) => xml.replaceAll(SSO, 'javascript:alert(1)'),
      'expected an https or http address, received javascript:alert(1)',
    ],
    ['an address that is data', (xml) => xml.replaceAll(SSO, 'data:text/html,x'), 'received data:text/html,x'],
    ['an address that is none', (xml) => xml.replaceAll(SSO, '/sso'), 'received /sso'],
    ['an address with a password', (xml) => xml.replaceAll(SSO, 'https://a:b@idp.test/'), 'cannot be used'],
  ])('is refused when it is or has %s', async (_name, change, detail) => {
    const received = await refusal(change(good));
    expect(received).toMatch(/^metadata_invalid 400: /);
    expect(received).toContain(detail);
  });
});

describe('service provider metadata', () => {
  const children = (element: XmlElement, name: string) => element.children.filter((child) => child.name === name);

  it('is well-formed, escaped, and has both bindings of logout', async () => {
    const keys = await makeTestKeys();
    const xml = createServiceProviderMetadata({
      entityId: 'urn:acme:"<&>',
      acsUrl: 'https://app.test/sso/acs/?a=1&b=2',
      logoutUrl: 'https://app.test/sso/logout/x',
      signingCertificates: [keys.certificate, keys.certificate],
      encryptionCertificates: [keys.certificate],
      authnRequestsSigned: true,
    });
    const root = readXml(xml);
    const role = root.children[0] as XmlElement;
    expect(root.attributes.get('entityID')).toBe('urn:acme:"<&>');
    expect(role.attributes.get('AuthnRequestsSigned')).toBe('true');
    expect(children(role, 'KeyDescriptor').map(({ attributes }) => attributes.get('use'))).toEqual([
      'signing',
      'signing',
      'encryption',
    ]);
    expect(
      children(role, 'SingleLogoutService').map(({ attributes }) => attributes.get('Binding')?.split(':').at(-1)),
    ).toEqual(['HTTP-Redirect', 'HTTP-POST']);
    expect(children(role, 'AssertionConsumerService')[0]?.attributes.get('Location')).toBe(
      'https://app.test/sso/acs/?a=1&b=2',
    );
  });
});
