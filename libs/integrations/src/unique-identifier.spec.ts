import { readIntegrationNames } from './unique-identifier.js';

const ACS = 'https://rest.example.com/sso/acs/';
const read = (entityId: string, uniqueIdentifier?: string) => readIntegrationNames(ACS, entityId, uniqueIdentifier);

describe('the unique identifier', () => {
  it.each([
    [`${ACS}acme`, 'acme'],
    [`${ACS}Acme.Okta_2~x-`, 'Acme.Okta_2~x-'],
    ['acme', 'acme'],
    ['could-be.anything', 'could-be.anything'],
    ['0oa1b2c3', '0oa1b2c3'],
    ['x'.repeat(80), 'x'.repeat(80)],
  ])('is said by the entity ID %s', (entityId, uniqueIdentifier) => {
    expect(read(entityId)).toEqual({ entityId, uniqueIdentifier });
    expect(read(entityId, uniqueIdentifier)).toEqual({ entityId, uniqueIdentifier });
  });

  it.each(['https://sp.example.com/saml', 'urn:example:sp', 'http://rest.example.com/sso/acs/acme', 'https://rest.example.com/sso/acs', ACS, 'MoovingON AI', 'x'.repeat(81), 'ä', '-x'])(
    'has to be named beside the entity ID %s, which stays as entered',
    (entityId) => {
      expect(() => read(entityId)).toThrow(expect.objectContaining({ code: 'unique_identifier_required', status: 400 }));
      expect(read(entityId, 'acme')).toEqual({ entityId, uniqueIdentifier: 'acme' });
    },
  );

  it.each(['', ' ', 'a b', 'a/b', 'ä', '.', '..', '.x', 'a%2Fb', 'a\0', 'a\n', 'a?b', 'a#b', 'x'.repeat(81)])('is never %p', (uniqueIdentifier) => {
    expect(() => read('urn:example:sp', uniqueIdentifier)).toThrow(expect.objectContaining({ code: 'unique_identifier_invalid', status: 400 }));
  });

  it.each(['a/b', 'a%2Fb', '..', 'acme/', 'acme?x=1', 'x'.repeat(81)])('is not taken from an entity ID that ends in %p', (end) => {
    expect(() => read(`${ACS}${end}`)).toThrow(expect.objectContaining({ code: 'unique_identifier_invalid' }));
  });

  it('may not contradict the entity ID', () => {
    expect(() => read(`${ACS}acme`, 'other')).toThrow(expect.objectContaining({ code: 'unique_identifier_invalid', detail: expect.stringContaining('expected "acme"') }));
    expect(() => read('acme', 'Acme')).toThrow(expect.objectContaining({ code: 'unique_identifier_invalid' }));
  });

  it('loses the blanks that came with the clipboard, and nothing else', () => {
    expect(read(`  ${ACS}Acme\n`)).toEqual({ entityId: `${ACS}Acme`, uniqueIdentifier: 'Acme' });
  });

  it.each(['', '   ', 'a\u0007b', 'x'.repeat(1_025)])('is not looked for in the entity ID %p', (entityId) => {
    expect(() => read(entityId, 'acme')).toThrow(expect.objectContaining({ code: 'entity_id_invalid', status: 400 }));
  });
});
