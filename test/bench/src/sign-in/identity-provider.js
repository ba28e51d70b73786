import { register } from 'node:module';

register('../typescript-hooks.js', import.meta.url);
const { SamlIdentityProvider } = await import('../../../support/saml-identity-provider.ts');

/** The test identity provider of test/support (npm's samlp) with keys made for this run, or with those handed over. */
export async function makeIdentityProvider(keys) {
  const provider = await SamlIdentityProvider.create({ ...(keys && { keys }), baseUrl: 'https://okta.bench.example' });
  return { provider, facts: { entityId: provider.entityId, ssoUrl: provider.ssoUrl, metadata: provider.metadata(), certificate: provider.keys.certificate } };
}
