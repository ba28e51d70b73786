import type { Application } from '../org/application.js';
import type { SigningKey } from './signing-key.js';

export function singleSignOnPath(application: Application): string {
  return `/app/${application.urlName}/${application.samlId}/sso/saml`;
}

export function metadataPath(application: Application): string {
  return `/app/${application.samlId}/sso/saml/metadata`;
}

/** The application's metadata document: unsigned, one signing certificate, no `validUntil`, as Okta publishes it. */
export function metadataXml(application: Application, key: SigningKey, baseUrl: string): string {
  const signOn = baseUrl + singleSignOnPath(application);
  const binding = (name: string) =>
    `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${name}" Location="${signOn}"/>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="${application.issuer}" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">` +
    '<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
    '<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>' +
    `<ds:X509Certificate>${key.certificateBase64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>` +
    '<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>' +
    '<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>' +
    `${binding('HTTP-POST')}${binding('HTTP-Redirect')}</md:IDPSSODescriptor></md:EntityDescriptor>`
  );
}
