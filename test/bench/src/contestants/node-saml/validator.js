import { SAML } from '@node-saml/node-saml';

/** node-saml as strict as it gets for responses that the identity provider starts: audience, times, the signatures that are asked for. */
export function nodeSaml({ acsUrl, audience }, { certificate, entityId, ssoUrl }, { assertion = true, response = true } = {}) {
  return new SAML({
    idpCert: certificate,
    idpIssuer: entityId,
    entryPoint: ssoUrl,
    issuer: audience,
    audience,
    callbackUrl: acsUrl,
    wantAssertionsSigned: assertion,
    wantAuthnResponseSigned: response,
    validateInResponseTo: 'never',
    acceptedClockSkewMs: 180_000,
  });
}
