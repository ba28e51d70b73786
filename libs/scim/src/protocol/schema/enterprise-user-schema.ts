import { complex, reference, text } from './attribute-definition.js';
import { ENTERPRISE_USER, type SchemaDefinition } from './schema-definition.js';

/** The enterprise extension of User (RFC 7643 §4.3). */
export const enterpriseUserSchema: SchemaDefinition = {
  id: ENTERPRISE_USER,
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    text('employeeNumber', 'Number or other identifier that the organization gave the user.'),
    text('costCenter', 'Name of a cost center.'),
    text('organization', 'Name of an organization.'),
    text('division', 'Name of a division.'),
    text('department', 'Name of a department.'),
    complex('manager', "The user's manager.", [
      text('value', 'Id of the manager, or what the identity provider knows the manager by.', { caseExact: true }),
      reference('$ref', ['User'], 'Address of the manager, where value is the id of a user.', {
        mutability: 'readOnly',
      }),
      text('displayName', 'Name of the manager, where value is the id of a user.', { mutability: 'readOnly' }),
    ]),
  ],
};
