import { SAML } from '@node-saml/node-saml';

/** node-saml as strict as it gets for responses that the identity provider starts: both signatures, audience, times. */
export function nodeSaml({ acsUrl, audience }, { certificate, entityId, ssoUrl }, { bothSignatures = true } = {}) {
  return new SAML({
    idpCert: certificate,
    idpIssuer: entityId,
    entryPoint: ssoUrl,
    issuer: audience,
    audience,
    callbackUrl: acsUrl,
    wantAssertionsSigned: bothSignatures,
    wantAuthnResponseSigned: true,
    validateInResponseTo: 'never',
    acceptedClockSkewMs: 180_000,
  });
}
