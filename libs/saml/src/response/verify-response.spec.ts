import {
  identityProviderMetadata,
  SamlIdentityProvider,
  type IssueOptions,
} from '../../../../test/support/saml-identity-provider.js';
import { parseIdentityProviderMetadata, peekResponse, verifyResponse } from '../index.js';

const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';
const PERSON = 'ada@example.test';

describe('a response of an identity provider that others wrote', () => {
  let provider: SamlIdentityProvider;
  beforeAll(async () => {
    provider = await SamlIdentityProvider.create();
  });

  const issue = (options: Partial<IssueOptions> = {}) =>
    provider.issue({ nameId: PERSON, audience: AUDIENCE, recipient: ACS, ...options });
  const verify = async (samlResponse: string) =>
    verifyResponse({
      samlResponse,
      certificates: (await parseIdentityProviderMetadata(identityProviderMetadata(provider))).certificates.map(
        ({ pem }) => pem,
      ),
      expected: {
        issuer: provider.entityId,
        audiences: [AUDIENCE],
        recipients: [ACS, ACS.slice(0, -1)],
        now: new Date(),
      },
    });

  it.each(['response', 'assertion', 'both'] as const)(
    'signs a person in when the signature is on: %s',
    async (sign) => {
      const verified = await verify(
        await issue({ sign, attributes: { email: PERSON, groups: ['a', 'b'] }, sessionIndex: 's1' }),
      );
      expect(verified).toMatchObject({
        nameId: PERSON,
        issuer: provider.entityId,
        audiences: [AUDIENCE],
        recipient: ACS,
        sessionIndex: 's1',
      });
      expect(verified.signed).toBe(sign === 'assertion' ? 'assertion' : 'response');
      expect([...verified.attributes]).toEqual([
        ['email', [PERSON]],
        ['groups', ['a', 'b']],
      ]);
    },
  );

  it('is refused without a signature', async () => {
    await expect(verify(await issue({ sign: 'none' }))).rejects.toMatchObject({
      code: 'saml_signature_invalid',
      status: 401,
      members: { condition: 'unsigned' },
    });
  });

  it('is refused with SHA-1, naming the setting', async () => {
    await expect(verify(await issue({ signatureAlgorithm: 'rsa-sha1' }))).rejects.toMatchObject({
      code: 'saml_signature_invalid',
      hint: expect.stringContaining('RSA-SHA256'),
      members: { condition: 'signature-algorithm' },
    });
  });

  it('says what it claims before anything is verified', async () => {
    expect(await peekResponse(await issue())).toMatchObject({
      issuer: provider.entityId,
      audiences: [AUDIENCE],
      nameId: PERSON,
      recipients: [ACS],
      encrypted: false,
    });
  });

  it('peeks into nothing but a response', async () => {
    const field = Buffer.from('<a/>').toString('base64');
    await expect(peekResponse(field)).rejects.toMatchObject({
      code: 'saml_response_malformed',
      members: { condition: 'structure' },
    });
    await expect(peekResponse(undefined)).rejects.toMatchObject({ code: 'saml_response_missing' });
  });
});
