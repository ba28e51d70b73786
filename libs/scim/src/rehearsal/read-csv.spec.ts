import { readCsv } from './read-csv.js';

const read = (text: string) => readCsv(text)?.map((row) => ({ ...row }));

describe('CSV', () => {
  it('has rows by the names of the first line, whatever ends its lines', () => {
    const rows = [{ a: '1', b: '2' }, { a: '3', b: '4' }];
    for (const end of ['\n', '\r\n', '\r']) for (const last of ['', end]) expect(read(`a,b${end}1,2${end}3,4${last}`)).toEqual(rows);
  });

  it('has separators, quotes and line ends in quoted fields', () => {
    expect(read('a,b\n"1,\n""one""",""\n')).toEqual([{ a: '1,\n"one"', b: '' }]);
  });

  it('is separated by semicolons or tabs where the first line has no comma', () => {
    expect(read('a;b\n1,5;2\n')).toEqual([{ a: '1,5', b: '2' }]);
    expect(read('a\tb\n1\t2\n')).toEqual([{ a: '1', b: '2' }]);
  });

  it('may begin with a byte order mark, have empty lines, and rows that are too short', () => {
    expect(read('\uFEFFa,b\n\n1\n,\n\n')).toEqual([{ a: '1', b: '' }]);
  });

  it('may end with an empty field', () => {
    expect(read('a,b\n1,')).toEqual([{ a: '1', b: '' }]);
  });

  it('has columns called like members of every object', () => {
    const [row] = readCsv('__proto__,constructor\nx,y\n') as [Record<string, string>];
    expect([Object.keys(row), row.constructor, ({} as { x?: unknown }).x]).toEqual([['__proto__', 'constructor'], 'y', undefined]);
  });

  it('cannot be read where a quote is never closed', () => {
    expect(readCsv('a\n"1\n')).toBeUndefined();
  });

  it('is empty where there is nothing but names, or nothing', () => {
    for (const text of ['', '\n', 'a,b', 'a,b\r\n']) expect(readCsv(text)).toEqual([]);
  });
});
