import type { SamlStatements } from '@app/idp/contract';

const statements = (issuer: string, nameId: string, attributes: Record<string, readonly string[]>, nameIdFormat?: string): SamlStatements => ({
  issuer,
  nameId,
  nameIdFormat,
  attributes: new Map(Object.entries(attributes)),
});

/** Assertions of several products. */
export const assertions = {
  keycloak: statements('https://sso.acme.example/realms/acme', 'dana@acme.example', { 'urn:oid:1.2.840.113549.1.9.1': ['dana@acme.example'], 'urn:oid:2.5.4.42': ['Dana'], 'urn:oid:2.5.4.4': ['Levi'], Role: ['a', 'b'] }, 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'),
  shibboleth: statements(
    'https://idp.acme.example/idp/shibboleth',
    'AAdzZWNyZXQ',
    { 'urn:oid:0.9.2342.19200300.100.1.3': ['dana@acme.example'], 'urn:oid:2.5.4.42': ['Dana'], 'urn:oid:2.5.4.4': ['Levi'], 'urn:oid:2.16.840.1.113730.3.1.241': ['Dana Levi'] },
    'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  ),
  adfs: statements('http://adfs.acme.example/adfs/services/trust', 'dana@acme.example', {
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress': ['dana@acme.example'],
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname': ['Dana'],
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname': ['Levi'],
  }),
  google: statements('https://accounts.google.com/o/saml2?idpid=C01abc', 'dana@acme.example', { first_name: ['Dana'], last_name: ['Levi'] }, 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'),
};
