import { formatVersion, ifMatchHolds, ifNoneMatchHolds } from './index.js';

describe('RFC 7644 §3.14, RFC 9110 §13.1: versions', () => {
  it('are weak entity tags', () => {
    expect(formatVersion(3)).toBe('W/"3"');
  });

  it.each([
    [undefined, true],
    ['*', true],
    [' * ', true],
    ['W/"3"', true],
    ['"3"', true],
    ['"1", W/"3"', true],
    ['W/"1","2"', false],
    ['W/"33"', false],
    ['3', false],
    ['w/"3"', false],
    ['"3', false],
    ['', false],
    ['"a,3"', false],
    ['"3" x', false],
  ])('If-Match: %s', (header, holds) => {
    expect(ifMatchHolds(header, 3)).toBe(holds);
    if (header !== undefined) expect(ifNoneMatchHolds(header, 3)).toBe(!holds);
  });

  it('match nothing where there is no resource, not even *', () => {
    expect(ifMatchHolds('*', undefined)).toBe(false);
    expect(ifNoneMatchHolds('*', undefined)).toBe(true);
    expect(ifNoneMatchHolds(undefined, 3)).toBe(true);
  });
});
