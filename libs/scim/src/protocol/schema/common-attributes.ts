import { INDEXED_LENGTH, complex, instant, reference, text, type AttributeDefinition } from './attribute-definition.js';

const READ_ONLY = { mutability: 'readOnly' } as const;
const EXACT = { mutability: 'readOnly', caseExact: true } as const;

/** The attributes that every resource has without a schema that lists them (RFC 7643 §3.1). */
export const commonAttributes: readonly AttributeDefinition[] = [
  // Server-made: which schemas a resource has follows from its attributes. Case-insensitive: RFC 7644 §3.10.
  reference('schemas', ['uri'], 'URIs of the schemas of the resource.', {
    mutability: 'readOnly',
    returned: 'always',
    multiValued: true,
    caseExact: false,
  }),
  text('id', 'Identifier of the resource, given by the server.', {
    ...EXACT,
    returned: 'always',
    uniqueness: 'server',
  }),
  text('externalId', 'Identifier of the resource at the provisioning client.', {
    caseExact: true,
    maxLength: INDEXED_LENGTH,
  }),
  complex(
    'meta',
    'What the server knows about the resource.',
    [
      text('resourceType', 'Name of the resource type.', EXACT),
      instant('created', 'When the resource was created.', READ_ONLY),
      instant('lastModified', 'When the resource was last changed.', READ_ONLY),
      reference('location', ['uri'], 'Address of the resource.', READ_ONLY),
      text('version', 'Version of the resource, equal to its ETag.', EXACT),
    ],
    READ_ONLY,
  ),
];
