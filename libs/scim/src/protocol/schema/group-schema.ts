import { INDEXED_LENGTH, complex, reference, text } from './attribute-definition.js';
import { CORE_GROUP, type SchemaDefinition } from './schema-definition.js';

/** The core Group schema (RFC 7643 §4.2). */
export const groupSchema: SchemaDefinition = {
  id: CORE_GROUP,
  name: 'Group',
  description: 'Group',
  attributes: [
    text('displayName', 'Name of the group; unique in the account.', {
      required: true,
      uniqueness: 'server',
      maxLength: INDEXED_LENGTH,
    }),
    complex(
      'members',
      'Users and groups that belong to the group.',
      [
        text('value', 'Id of the member.', { mutability: 'immutable', required: true, caseExact: true }),
        reference('$ref', ['User', 'Group'], 'Address of the member.', { mutability: 'readOnly' }),
        text('type', 'Whether the member is a user or a group.', {
          mutability: 'readOnly',
          canonicalValues: ['User', 'Group'],
        }),
        text('display', 'Name of the member.', { mutability: 'readOnly' }),
      ],
      // How many a group may have is limited by the size of a body alone: 16 MB.
      { multiValued: true, maxValues: Number.MAX_SAFE_INTEGER },
    ),
  ],
};
