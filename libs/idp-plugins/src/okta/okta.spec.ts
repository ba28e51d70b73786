import { describeIdentityProvider, describeSamlProfile } from '../../../../test/support/identity-provider-contract.js';
import { guideToMarkdown, renderGuide } from '@app/idp/contract';
import { assertions } from './fixtures.js';
import { okta } from './okta.js';

describeIdentityProvider(okta);

describeSamlProfile(okta, [
  { name: 'the attributes of the guide', assertion: assertions.asInTheGuide, profile: { subject: 'dana@acme.example', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi' } },
  { name: 'attribute names in capitals', assertion: assertions.inCapitals, profile: { subject: 'dana@acme.example', email: 'Dana@acme.example', givenName: 'Dana', familyName: 'Levi', displayName: 'Dana L.' } },
  { name: "attributes named like Okta's expressions", assertion: assertions.asExpressions, profile: { subject: 'dana', email: 'dana@acme.example', givenName: 'Dana', familyName: 'Levi' } },
  { name: 'the login for an e-mail that is not sent', assertion: assertions.withLoginAlone, profile: { subject: 'dana@acme.example', email: 'dana@acme.example' } },
  { name: 'empty values as none', assertion: assertions.withEmptyValues, profile: { subject: 'dana@acme.example', givenName: 'Dana' } },
  { name: 'a person beside groups', assertion: assertions.withGroups, profile: { subject: 'dana@acme.example', email: 'dana@acme.example' } },
]);

describe("Okta's guide", () => {
  const page = guideToMarkdown(renderGuide(okta.guide, { acsUrl: 'https://rest.example/sso/acs/', audience: 'https://rest.example/sso/acs/acme', relayState: 'acme', scimBaseUrl: 'https://rest.example/api/scim/v2' }));

  it.each([
    ['the fields of the application', /\*\*Single sign-on URL:\*\* `https:\/\/rest\.example\/sso\/acs\/`/],
    ['the audience', /\*\*Audience URI \(SP Entity ID\):\*\* `https:\/\/rest\.example\/sso\/acs\/acme`/],
    ['the default RelayState', /\*\*Default RelayState:\*\* `acme`/],
    ['the format of the application username', /\*\*Application username:\*\* `Email`/],
    ['the SCIM connector base URL', /\*\*SCIM connector base URL:\*\* `https:\/\/rest\.example\/api\/scim\/v2`/],
    ['the unique identifier field', /\*\*Unique identifier field for users:\*\* `email`/],
    ['the namespace of the three attributes', /(urn:ietf:params:scim:schemas:core:2\.0:User[\s\S]*){3}/],
    ['how telephone numbers are written', /starts with a '\+' and a country code/],
    ['the administrator group', /moovingon_ai_admin\*\* to \*\*true/],
    ['the warning not to enable SCIM first', /don't try to enable SCIM before you verify/],
    ['Error 405', /Error 405/],
  ])('has %s', (_, text) => {
    expect(page).toMatch(text);
  });

  it('has a logo in the size that Okta asks for', () => {
    const png = Buffer.from(okta.logo.png, 'base64');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([420, 120]);
  });
});
