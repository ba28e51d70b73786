import { sso } from '@better-auth/sso';
import { openBetterAuth, serveBetterAuth } from '../better-auth.js';
import { WHILE_SEEDING } from '../durable-sqlite.js';
import { runContestant } from '../serve.js';

await runContestant({
  async seed({ database, serviceProvider, identityProvider }) {
    const { migrate, close } = await openBetterAuth(database.path, [plugin(serviceProvider, identityProvider)], WHILE_SEEDING);
    await migrate();
    close();
    return { facts: { identityProvider } };
  },

  async serve({ database, serviceProvider, facts }) {
    return serveBetterAuth(await openBetterAuth(database.path, [plugin(serviceProvider, facts.identityProvider)]));
  },
});

/** One provider known to the code, so that no row is read for it; first sign-ins make the user. */
function plugin({ acsUrl, audience }, { metadata, entityId, ssoUrl }) {
  const samlConfig = {
    issuer: audience,
    entryPoint: ssoUrl,
    audience,
    callbackUrl: 'https://identity.bench.example/app',
    idpMetadata: { metadata, entityID: entityId },
    spMetadata: { metadata: serviceProviderMetadata(acsUrl, audience) },
    wantAssertionsSigned: true,
  };
  return sso({ defaultSSO: [{ domain: 'bench.example.com', providerId: 'bench', samlConfig }], saml: { allowIdpInitiated: true } });
}

function serviceProviderMetadata(acsUrl, audience) {
  return (
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${audience}">` +
    '<md:SPSSODescriptor WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
    `<md:AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acsUrl}"/>` +
    '</md:SPSSODescriptor></md:EntityDescriptor>'
  );
}
