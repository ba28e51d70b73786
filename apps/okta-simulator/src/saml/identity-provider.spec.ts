import { deflateRawSync } from 'node:zlib';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { Application } from '../org/application.js';
import type { Person } from '../org/model.js';
import { readAuthnRequest } from './authn-request.js';
import { IdentityProvider } from './identity-provider.js';

const person: Person = {
  id: '00u1',
  status: 'ACTIVE',
  profile: { login: 'Ada@Example.com', email: 'ada@example.com', firstName: 'Ada <&>', lastName: '' },
};

async function identityProvider() {
  const application = new Application();
  Object.assign(application.saml, {
    singleSignOnUrl: 'http://localhost:3000/sso/acs/',
    audience: 'http://localhost:3000/sso/acs/acme',
    defaultRelayState: 'acme',
  });
  return { application, idp: await IdentityProvider.start(application, () => new Date()) };
}

async function verify(idp: IdentityProvider, response: string, signed: { response: boolean; assertion: boolean }) {
  const certificate = /<ds:X509Certificate>([^<]+)</.exec(await idp.metadata('http://localhost:1'))?.[1] ?? '';
  const saml = new SAML({
    idpCert: certificate,
    issuer: 'x',
    callbackUrl: 'http://localhost:3000/sso/acs/',
    audience: 'http://localhost:3000/sso/acs/acme',
    wantAuthnResponseSigned: signed.response,
    wantAssertionsSigned: signed.assertion,
    validateInResponseTo: ValidateInResponseTo.never,
  });
  return (await saml.validatePostResponseAsync({ SAMLResponse: response })).profile;
}

describe('the SAML side of the simulated application', () => {
  it('makes a response that an independent service provider accepts on both signatures', async () => {
    const { idp } = await identityProvider();
    const form = await idp.signIn(person);
    const profile = await verify(idp, form.fields.SAMLResponse, { response: true, assertion: true });
    expect(profile).toMatchObject({ nameID: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada <&>' });
    expect(profile?.['lastName']).toBeUndefined();
    expect(form).toMatchObject({ action: 'http://localhost:3000/sso/acs/', fields: { RelayState: 'acme' } });
  });

  it('looks like Okta: issuer, prefixes, unspecified NameID, xs in the prefix list, ten minutes of Conditions', async () => {
    const { idp, application } = await identityProvider();
    const { xml } = await idp.signIn(person);
    expect(application.issuer).toMatch(/^http:\/\/www\.okta\.com\/exk[A-Za-z0-9]{17}$/);
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><saml2p:Response [^>]*ID="id\d{20}"/);
    expect(xml).toContain(
      '<saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">ada@example.com</saml2:NameID>',
    );
    expect(xml.match(/PrefixList="xs"/g)).toHaveLength(2);
    const [, from, until] = /NotBefore="([^"]+)" NotOnOrAfter="([^"]+)"/.exec(xml) ?? [];
    expect(Date.parse(until ?? '') - Date.parse(from ?? '')).toBe(600_000);
  });

  it.each([
    ['the response alone', { response: true, assertion: false }],
    ['the assertion alone', { response: false, assertion: true }],
  ])('signs %s where the administrator chose that', async (_, signed) => {
    const { idp, application } = await identityProvider();
    Object.assign(application.saml, { signResponse: signed.response, signAssertion: signed.assertion });
    const { fields, xml } = await idp.signIn(person);
    expect(xml.match(/<ds:Signature /g)).toHaveLength(1);
    expect(await verify(idp, fields.SAMLResponse, signed)).toMatchObject({ nameID: 'ada@example.com' });
  });

  it.each([
    ['a wrong audience', { wrongAudience: true }, /audience/i],
    ['a clock ten minutes slow', { clockOffMinutes: -10 }, /expired/i],
    ['a clock ten minutes fast', { clockOffMinutes: 10 }, /not yet valid/i],
  ])('makes %s on request', async (_, faults, message) => {
    const { idp } = await identityProvider();
    const { fields } = await idp.signIn(person, { faults });
    await expect(verify(idp, fields.SAMLResponse, { response: true, assertion: true })).rejects.toThrow(message);
  });

  it('publishes and uses a certificate that ended yesterday on request', async () => {
    const { idp } = await identityProvider();
    const before = await idp.metadata('http://localhost:1');
    idp.faults = { expiredCertificate: true };
    expect(await idp.metadata('http://localhost:1')).not.toBe(before);
    const { fields } = await idp.signIn(person);
    expect(await verify(idp, fields.SAMLResponse, { response: true, assertion: true })).toMatchObject({
      nameID: 'ada@example.com',
    });
  });

  it('refuses a person whom Okta has deactivated, unless that is the fault asked for', async () => {
    const { idp } = await identityProvider();
    const gone = { ...person, status: 'DEPROVISIONED' as const };
    await expect(idp.signIn(gone)).rejects.toThrow(/cannot sign in/);
    await expect(idp.signIn(gone, { faults: { deactivatedPerson: true } })).resolves.toHaveProperty('xml');
  });

  it('reads a deflated AuthnRequest and brings back its id and RelayState', async () => {
    const request =
      '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_42" Version="2.0" IssueInstant="2026-01-05T09:00:00Z"/>';
    const parsed = await readAuthnRequest(deflateRawSync(request).toString('base64'));
    const { idp } = await identityProvider();
    const form = await idp.signIn(person, { inResponseTo: parsed?.id, relayState: 'from-us' });
    expect(form.xml.match(/InResponseTo="_42"/g)).toHaveLength(2);
    expect(form.fields.RelayState).toBe('from-us');
  });
});
