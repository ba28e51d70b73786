import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { setUp } from '../client/set-up.js';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

const run = promisify(execFile);
const ADA = { email: 'ada.lovelace@acme.example', givenName: 'Ada', familyName: 'Lovelace' };

describe('a TypeScript client that is generated from the description', () => {
  it('has types that the whole set-up is written in, and that refuse what is not described', async () => {
    await run(process.execPath, ['node_modules/openapi-typescript/bin/cli.js', 'openapi.json', '--output', 'test/client/schema.d.ts', '--default-non-nullable', 'false']);
    const { stdout } = await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'test/client']).catch((failure: { stdout: string }) => failure);
    expect(stdout).toBe('');
    expect(readFileSync('test/client/set-up.ts', 'utf8')).not.toMatch(/\bany\b|@ts-ignore|\bfetch\(/);
  }, 120_000);

  describe.each(engines)('on %s', (engine) => {
    let service: TestService;

    beforeAll(async () => {
      service = await startTestService(engine);
    });
    afterAll(() => service.stop());

    it('does the whole set-up alone: signs in, adds Okta, verifies it, switches SCIM on, provisions', async () => {
      const okta = await SamlIdentityProvider.create();
      const outcome = await setUp({
        ...{ url: service.url, ...OWNER, uniqueIdentifier: `client-${engine}`, metadataXml: okta.metadata(), person: ADA },
        clickTile: ({ acsUrl, audience }) => okta.issue({ nameId: ADA.email, audience, recipient: acsUrl }),
      });
      expect(outcome).toEqual({
        refusedBefore: 'integration_not_verified',
        refusedPerson: 'user_not_provisioned',
        signedInTo: `${service.url}/`,
        status: 'verified',
        provisioned: { userName: ADA.email, admin: true, phone: '+12125550123' },
        members: 1,
        actions: ['integration.created', 'integration.verified', 'integration.scim_enabled', 'scim_credential.first_used', 'user.changed', 'user.changed', 'user.created', 'group.created', 'group.members_changed'],
      });
    });
  });
});
