import type { SamlStatements } from '@app/idp/contract';

const statements = (nameId: string, attributes: Record<string, readonly string[]>, nameIdFormat?: string): SamlStatements => ({
  issuer: 'https://sts.windows.net/0f1b7c2e-3d4a-4b5c-8d6e-7f8091a2b3c4/',
  nameId,
  nameIdFormat,
  attributes: new Map(Object.entries(attributes)),
});

const CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const MICROSOFT = 'http://schemas.microsoft.com/identity/claims/';
const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** Assertions as Entra makes them. */
export const assertions = {
  byDefault: statements(
    'dana@acme.example',
    {
      [`${MICROSOFT}tenantid`]: ['0f1b7c2e-3d4a-4b5c-8d6e-7f8091a2b3c4'],
      [`${MICROSOFT}objectidentifier`]: ['9b1f3c5d-7e9f-4a2b-8c4d-5e6f70819203'],
      [`${MICROSOFT}displayname`]: ['Dana Levi'],
      [`${MICROSOFT}identityprovider`]: ['https://sts.windows.net/0f1b7c2e-3d4a-4b5c-8d6e-7f8091a2b3c4/'],
      'http://schemas.microsoft.com/claims/authnmethodsreferences': ['http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password', 'http://schemas.microsoft.com/claims/multipleauthn'],
      [`${CLAIM}givenname`]: ['Dana'],
      [`${CLAIM}surname`]: ['Levi'],
      [`${CLAIM}emailaddress`]: ['Dana.Levi@acme.example'],
      [`${CLAIM}name`]: ['dana@acme.example'],
    },
    EMAIL_FORMAT,
  ),
  withShortNames: statements('dana@acme.example', { emailaddress: ['dana@acme.example'], givenname: ['Dana'], surname: ['Levi'] }, EMAIL_FORMAT),
  ofGuest: statements('dana_partner.example#EXT#@acme.onmicrosoft.com', { [`${CLAIM}name`]: ['dana_partner.example#EXT#@acme.onmicrosoft.com'], [`${MICROSOFT}displayname`]: ['Dana Levi'] }, EMAIL_FORMAT),
  persistent: statements('AAdzZWNyZXQtYnV0LXN0YWJsZQ', { [`${CLAIM}emailaddress`]: ['dana@acme.example'] }, 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'),
  withGroups: statements('dana@acme.example', { 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups': ['7c2e0f1b', '4b5c8d6e'] }, EMAIL_FORMAT),
};

/** The document at the App Federation Metadata Url, shortened: roles of WS-Federation stand beside the one of SAML. */
export function federationMetadata(certificate: string): string {
  const body = certificate.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '');
  const key = `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
  const role = (type: string) =>
    `<RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706" xsi:type="fed:${type}" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706">${key}<fed:ClaimTypesOffered><auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706" Uri="${CLAIM}name"><auth:DisplayName>Name</auth:DisplayName></auth:ClaimType></fed:ClaimTypesOffered></RoleDescriptor>`;
  const location = 'https://login.microsoftonline.com/0f1b7c2e-3d4a-4b5c-8d6e-7f8091a2b3c4/saml2';
  const service = (name: string, binding: string) => `<${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`;
  return (
    '<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_8d6e7f80" entityID="https://sts.windows.net/0f1b7c2e-3d4a-4b5c-8d6e-7f8091a2b3c4/" xmlns="urn:oasis:names:tc:SAML:2.0:metadata">' +
    `${role('SecurityTokenServiceType')}${role('ApplicationServiceType')}<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key}` +
    `${service('SingleLogoutService', 'HTTP-Redirect')}${service('SingleSignOnService', 'HTTP-Redirect')}${service('SingleSignOnService', 'HTTP-POST')}</IDPSSODescriptor></EntityDescriptor>`
  );
}
