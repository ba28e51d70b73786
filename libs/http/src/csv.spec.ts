import { csvLine, wantsCsv } from './csv.js';

describe('a line of CSV', () => {
  it('has each cell in quotation marks, its own doubled, and ends with CRLF (RFC 4180 §2)', () => {
    expect(csvLine(['a', 'say "hi", you', 'two\r\nlines', 7, true, null, undefined])).toBe('"a","say ""hi"", you","two\r\nlines","7","true","",""\r\n');
  });

  it.each(['=1+1', '+12125550123', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', ' =1', '"=1', '＝1'])('begins with an apostrophe where a spreadsheet would see a formula: %j', (value) => {
    expect(csvLine([value])).toBe(`"'${value.replaceAll('"', '""')}"\r\n`);
  });

  it.each(['dana@acme.example', '{"firstPhone":"+12125550123"}', 'a=b', '1-2'])('leaves %s as it is', (value) => {
    expect(csvLine([value])).toBe(`"${value.replaceAll('"', '""')}"\r\n`);
  });
});

it.each([
  ['text/csv', true],
  ['text/csv, */*;q=0.1', true],
  ['application/json, text/csv;q=0.5', false],
  ['application/json;q=0.4, text/csv;q=0.5', true],
  ['text/csv;q=0', false],
  ['text/*', false],
  ['*/*', false],
  ['', false],
])('Accept: %s asks for CSV: %s', (accept, wanted) => {
  expect(wantsCsv(accept)).toBe(wanted);
});
