import { describeIdentityProvider, describeSamlProfile } from '../../../../test/support/identity-provider-contract.js';
import { guideToMarkdown, renderGuide } from '@app/idp/contract';
import { parseIdentityProviderMetadata } from '@app/saml';
import { makeTestKeys } from '../../../../test/support/saml/test-keys.js';
import { entra } from './entra.js';
import { assertions, federationMetadata } from './fixtures.js';

describeIdentityProvider(entra);

describeSamlProfile(entra, [
  { name: 'the claims that Entra makes by itself', assertion: assertions.byDefault, profile: { subject: 'dana@acme.example', email: 'Dana.Levi@acme.example', givenName: 'Dana', familyName: 'Levi', displayName: 'Dana Levi' } },
  { name: 'claims without their namespace', assertion: assertions.withShortNames, profile: { subject: 'dana@acme.example', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi' } },
  { name: 'a guest, whose principal name is no display name', assertion: assertions.ofGuest, profile: { subject: 'dana_partner.example#EXT#@acme.onmicrosoft.com', displayName: 'Dana Levi' } },
  { name: 'a persistent NameID', assertion: assertions.persistent, profile: { subject: 'AAdzZWNyZXQtYnV0LXN0YWJsZQ', email: 'dana@acme.example' } },
  { name: 'a person beside groups', assertion: assertions.withGroups, profile: { subject: 'dana@acme.example' } },
]);

describe("Entra's guide", () => {
  const page = guideToMarkdown(renderGuide(entra.guide, { acsUrl: 'https://rest.example/sso/acs/', audience: 'https://rest.example/sso/acs/acme', relayState: 'acme', scimBaseUrl: 'https://rest.example/api/scim/v2' }));

  it.each([
    ['the identifier', /\*\*Identifier \(Entity ID\):\*\* `https:\/\/rest\.example\/sso\/acs\/acme`/],
    ['the reply URL', /\*\*Reply URL \(Assertion Consumer Service URL\):\*\* `https:\/\/rest\.example\/sso\/acs\/`/],
    ['the relay state', /\*\*Relay State \(Optional\):\*\* `acme`/],
    ['the tenant URL of provisioning', /\*\*Tenant URL:\*\* `https:\/\/rest\.example\/api\/scim\/v2`/],
    ['what the secret token is', /\*\*Secret token\*\* is the token of the integration/],
    ['the source of userName', /\*\*userName:\*\* `mail`/],
    ['the three attributes', /(urn:ietf:params:scim:schemas:core:2\.0:User:(moovingon_ai_admin|firstPhone|secondPhone)[\s\S]*){3}/],
    ['the warning not to enable SCIM first', /don't try to enable SCIM before you verify/],
  ])('has %s', (_, text) => {
    expect(page).toMatch(text);
  });

  it('has a logo in the size that Entra asks for', () => {
    const png = Buffer.from(entra.logo.png, 'base64');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([215, 215]);
  });
});

describe("Entra's federation metadata", () => {
  it('is read, with the roles of WS-Federation that stand in it', async () => {
    const keys = await makeTestKeys();
    const metadata = await parseIdentityProviderMetadata(federationMetadata(keys.certificate), { production: true, now: new Date() });
    expect(metadata).toMatchObject({ entityId: 'https://sts.windows.net/0f1b7c2e-3d4a-4b5c-8d6e-7f8091a2b3c4/', certificates: [{}] });
    expect(metadata.singleSignOn.map(({ binding }) => binding)).toEqual(['redirect', 'post']);
    expect(metadata.singleLogout.map(({ location }) => location)).toEqual(['https://login.microsoftonline.com/0f1b7c2e-3d4a-4b5c-8d6e-7f8091a2b3c4/saml2']);
  });
});
