import fc from 'fast-check';
import { parseFormBody } from './parse-form-body.js';

const BITS = ['a', '=', '&', '+', '%', '%2B', '%C3%A9', '%C3', '%EF%BB%BF', '\ufeff', 'é', '?', '#', '%00', '%zz', '%ED%A0%80', '\u0000', ' ', '%25', '%26', '%3D', '%F0%9F%98%80', '%FF', '%F4%90%80%80', '%c0%80'];

describe('the body of a form', () => {
  it('is read as URLSearchParams reads it, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...BITS), { maxLength: 12 }).map((bits) => bits.join('')), (text) => {
        const expected = [...new URLSearchParams(`&${text}`)];
        fc.pre(new Set(expected.map(([name]) => name)).size === expected.length);
        expect(Object.entries(parseFormBody(Buffer.from(text))).sort()).toEqual(expected.sort());
      }),
      { numRuns: 20_000 },
    );
  });

  it('keeps names apart that objects have by themselves', () => {
    expect({ ...parseFormBody(Buffer.from('__proto__=a&constructor=b')) }).toEqual({ ['__proto__']: 'a', constructor: 'b' });
  });

  it.each([
    ['a=1&a=2', 'parameter_repeated'],
    ['a=1&%61=%zz', 'parameter_repeated'],
    ['&a'.repeat(101), 'body_malformed'],
  ])('refuses %s', (text, code) => {
    expect(() => parseFormBody(Buffer.from(text))).toThrow(expect.objectContaining({ code }));
  });
});
