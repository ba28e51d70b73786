import fc from 'fast-check';
import { readReturnTo } from './return-to.js';

describe('the page to return to', () => {
  it.each(['/', '/users', '/users?active=true&next=%2Fx', '/users#top', '/a/../b', '/100%25', '/a:b', '/@user', '/x?u=https%3A%2F%2Fexample.com', '/a//b'])('may be %s', (path) => {
    expect(readReturnTo(path)).toBe(path);
  });

  it.each([undefined, ''])('may be left out', (nothing) => {
    expect(readReturnTo(nothing)).toBeNull();
  });

  it.each([
    ...['https://evil.example', 'HTTPS://evil.example', '//evil.example', '///evil.example', '\\\\evil.example', '/\\evil.example', '\\/evil.example'],
    ...['/\t/evil.example', '/\n/evil.example', '\t//evil.example', ' //evil.example', '/%2Fevil.example', '/%5Cevil.example', '/%09/evil.example', '/%252Fevil.example', '%2F%2Fevil.example'],
    ...['/a\r\nset-cookie: x=1', '/a%0d%0aset-cookie:%20x=1', '/a%00', '/\u2028', '/ü', 'javascript:alert(1)', 'users', './users', '?x', '#x', '.', `/${'a'.repeat(3_000)}`],
  ])('is refused as %j', (text) => {
    expect(() => readReturnTo(text)).toThrow(expect.objectContaining({ code: 'return_to_invalid', status: 400 }) as Error);
  });

  it.each([[['/a', '/b']], [{}], [5], [null]])('is refused where it is no one text: %j', (value) => {
    expect(() => readReturnTo(value)).toThrow();
  });

  it('never leaves this service, whatever text is taken, and however often it is decoded', () => {
    const nasty = fc.string({ unit: fc.constantFrom('/', '\\', '%2f', '%5c', '%252f', '\t', '%09', '.', 'a', ':', '@', '?', '#', '%', 'evil.example'), maxLength: 12 });
    fc.assert(
      fc.property(nasty, (text) => {
        let taken: string;
        try {
          taken = readReturnTo(text) ?? '/';
        } catch {
          return;
        }
        for (let round = 0, current = taken; round < 3; round++) {
          expect(new URL(current, 'https://own.example/sso/').origin).toBe('https://own.example');
          try {
            current = decodeURIComponent(current);
          } catch {
            return;
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
