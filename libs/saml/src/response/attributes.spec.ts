import { attributeValues, singleAttribute } from './attributes.js';

const attributes = new Map([
  ['Email', ['a@example.test']],
  ['groups', ['x', 'y']],
  ['EMAIL', ['a@example.test', '']],
  ['none', []],
]);

describe('reading attributes', () => {
  it('finds names whatever their case, all values together', () => {
    expect(attributeValues(attributes, 'email')).toEqual(['a@example.test', 'a@example.test', '']);
    expect(attributeValues(attributes, 'Groups')).toEqual(['x', 'y']);
    expect(attributeValues(attributes, 'missing')).toEqual([]);
  });

  it('gives the one value of the first name that is there', () => {
    expect(singleAttribute(attributes, ['missing', 'none', 'email', 'groups'])).toBe('a@example.test');
    expect(singleAttribute(attributes, ['missing', '__proto__'])).toBeUndefined();
  });

  it('does not count values that are white space', () => {
    const blank = new Map([['email', [' ', 'a@example.test', '\n']], ['mail', [' \t']]]);
    expect(singleAttribute(blank, ['mail', 'email'])).toBe('a@example.test');
    expect(singleAttribute(blank, ['mail'])).toBeUndefined();
  });

  it('refuses to choose between values that differ', () => {
    expect(() => singleAttribute(attributes, ['groups'])).toThrow(
      expect.objectContaining({
        code: 'saml_response_invalid',
        members: { condition: 'attribute', expected: 'one value', received: 'x, y' },
      }),
    );
  });
});
