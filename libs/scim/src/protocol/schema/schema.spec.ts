import fc from 'fast-check';
import {
  CORE_USER,
  ENTERPRISE_USER,
  GROUP,
  USER,
  renderResourceType,
  renderSchema,
  renderServiceProviderConfig,
  resolveAttribute,
  resourceTypes,
  schemaDefinitions,
} from '../index.js';
import type { AttributeDefinition } from './attribute-definition.js';

const base = 'https://id.example.com/api/scim/v2';
const find = (name: string) => USER.schema.attributes.find((attribute) => attribute.name === name);

describe('RFC 7643 §7: schemas', () => {
  it('hold the three attributes of MoovingON AI at the top level of the core User schema', () => {
    expect(find('moovingon_ai_admin')).toMatchObject({ type: 'boolean', mutability: 'readWrite', returned: 'default' });
    for (const name of ['firstPhone', 'secondPhone']) {
      expect(find(name)).toMatchObject({ type: 'string', multiValued: false, mutability: 'readWrite' });
    }
  });

  it('say that email can be read and filtered, and not written', () => {
    expect(find('email')).toMatchObject({ mutability: 'readOnly', returned: 'default', caseExact: false });
  });

  it('say that a password is never returned', () => {
    expect(find('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
  });

  it('have every attribute of RFC 7643 §4.1, §4.2 and §4.3', () => {
    const names = schemaDefinitions.map(({ attributes }) => attributes.map(({ name }) => name));
    expect(names[0]).toEqual(
      expect.arrayContaining(
        (
          'userName name displayName nickName profileUrl title userType preferredLanguage locale timezone active password ' +
          'emails phoneNumbers ims photos addresses groups entitlements roles x509Certificates'
        ).split(' '),
      ),
    );
    expect(names[1]).toEqual('employeeNumber costCenter organization division department manager'.split(' '));
    expect(names[2]).toEqual(['displayName', 'members']);
  });

  it('name each attribute once, whatever its case', () => {
    const check = (attributes: readonly AttributeDefinition[]) => {
      const names = attributes.map(({ name }) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
      for (const { subAttributes } of attributes) if (subAttributes) check(subAttributes);
    };
    for (const type of resourceTypes) check(type.attributes);
  });

  it('are documents without nulls, and with every characteristic', () => {
    const documents = [
      ...schemaDefinitions.map((schema) => renderSchema(schema, base)),
      ...resourceTypes.map((type) => renderResourceType(type, base)),
      renderServiceProviderConfig({ baseUrl: base, cursorTimeout: 600 }),
    ];
    expect(JSON.stringify(documents)).not.toMatch(/:null|\[null/);
    expect(documents[0]).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
      id: CORE_USER,
      meta: { resourceType: 'Schema', location: `${base}/Schemas/${CORE_USER}` },
    });
    expect((documents[0] as { attributes: object[] }).attributes[0]).toMatchObject({
      name: 'userName',
      type: 'string',
      multiValued: false,
      required: true,
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'server',
    });
  });

  it('keep our own limits out of the documents', () => {
    expect(JSON.stringify(schemaDefinitions.map((schema) => renderSchema(schema, base)))).not.toMatch(/maxLength|maxV/);
  });
});

it('RFC 7643 §6: the User resource type names its endpoint and the enterprise extension', () => {
  expect(renderResourceType(USER, base)).toMatchObject({
    id: 'User',
    endpoint: '/Users',
    schema: CORE_USER,
    schemaExtensions: [{ schema: ENTERPRISE_USER, required: false }],
  });
});

it('RFC 9865 §4: the configuration advertises cursors, with the index as the default', () => {
  expect(renderServiceProviderConfig({ baseUrl: base, cursorTimeout: 600 })).toMatchObject({
    pagination: { cursor: true, index: true, defaultPaginationMethod: 'index', cursorTimeout: 600 },
    bulk: { supported: true, maxPayloadSize: 16777216 },
    changePassword: { supported: false },
    etag: { supported: true },
  });
});

describe('RFC 7644 §3.10: attribute names', () => {
  it.each([
    ['USERNAME', 'userName'],
    ['Name.GivenName', 'name.givenName'],
    [`${CORE_USER}:emails.value`, 'emails.value'],
    [`${CORE_USER.toUpperCase()}:FirstPhone`, 'firstPhone'],
    [`${ENTERPRISE_USER}:Manager.DisplayName`, `${ENTERPRISE_USER}:manager.displayName`],
    ['meta.lastmodified', 'meta.lastModified'],
    ['groups.$ref', 'groups.$ref'],
  ])('%s is %s', (name, path) => {
    expect(resolveAttribute(USER, name)?.path).toBe(path);
  });

  it('know where an attribute stands in a resource', () => {
    const manager = resolveAttribute(USER, `${ENTERPRISE_USER}:manager.value`);
    expect(manager?.segments).toEqual([ENTERPRISE_USER, 'manager', 'value']);
  });

  it.each([
    '',
    '.',
    'name.',
    'name.givenName.x',
    'nothing',
    'department',
    `${CORE_USER}`,
    `${CORE_USER}:`,
    `${ENTERPRISE_USER}:userName`,
    'urn:other:userName',
    '__proto__',
    'constructor',
    'name.__proto__',
    'toString',
    'hasOwnProperty',
    `${CORE_USER}:constructor.prototype`,
  ])('"%s" is none', (name) => {
    expect(resolveAttribute(USER, name)).toBeUndefined();
  });

  it('are those of the resource type alone', () => {
    expect(resolveAttribute(GROUP, 'members.value')?.leaf.caseExact).toBe(true);
    expect(resolveAttribute(GROUP, 'userName')).toBeUndefined();
  });

  it('are found or not, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const found = resolveAttribute(USER, name);
        expect(found === undefined || found.path.toLowerCase().endsWith(found.leaf.name.toLowerCase())).toBe(true);
      }),
    );
  });
});
