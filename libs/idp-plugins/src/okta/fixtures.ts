import type { SamlStatements } from '@app/idp/contract';

const statements = (nameId: string, attributes: Record<string, readonly string[]>, nameIdFormat?: string): SamlStatements => ({
  issuer: 'http://www.okta.com/exk1fcia6d6EMsf331d8',
  nameId,
  nameIdFormat,
  attributes: new Map(Object.entries(attributes)),
});

/** Assertions as Okta makes them, by the names that administrators give the attributes. */
export const assertions = {
  asInTheGuide: statements('dana@acme.example', { email: ['dana@acme.example'], firstName: ['Dana'], lastName: ['Levi'] }, 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'),
  inCapitals: statements('dana@acme.example', { Email: ['Dana@acme.example'], FirstName: ['Dana'], LastName: ['Levi'], DisplayName: ['Dana L.'] }),
  asExpressions: statements('dana', { 'user.email': ['dana@acme.example'], 'user.firstName': ['Dana'], 'user.lastName': ['Levi'] }),
  withLoginAlone: statements('dana@acme.example', { login: ['dana@acme.example'] }),
  withEmptyValues: statements('dana@acme.example', { email: ['', ' '], firstName: ['  Dana '], lastName: [] }),
  withGroups: statements('dana@acme.example', { email: ['dana@acme.example'], groups: ['Everyone', 'Admins'] }),
};
