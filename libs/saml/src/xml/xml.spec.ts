import { decodePostBinding, screenXml } from '../index.js';
import { parseDateTime } from './date-time.js';
import { readXml } from './element.js';
import { escapeXml } from './escape-xml.js';

describe('xs:dateTime', () => {
  it.each([
    ['2026-11-24T09:00:00Z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24T09:00:00.1234567Z', '2026-11-24T09:00:00.123Z'],
    ['2026-11-24T09:00:00.5Z', '2026-11-24T09:00:00.500Z'],
    ['2026-11-24T09:00:00+02:00', '2026-11-24T07:00:00.000Z'],
    ['2026-11-24T09:00:00-05:30', '2026-11-24T14:30:00.000Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
  ])('%s is an instant', (text, instant) => {
    expect(parseDateTime(text)?.toISOString()).toBe(instant);
  });

  it.each([
    undefined,
    '',
    'Jan 1 2099',
    '2099',
    '2099-01-01',
    '2099-01-01T00:00:00',
    '2099-01-01 00:00:00Z',
    '2099-1-1T00:00:00Z',
    '2099-02-29T00:00:00Z',
    '2099-13-01T00:00:00Z',
    '2099-01-01T24:00:00Z',
    '2099-01-01T00:60:00Z',
    '2099-01-01T00:00:60Z',
    '2099-01-01T00:00:00z',
    ' 2099-01-01T00:00:00Z',
    '2099-01-01T00:00:00Z\n',
    '+2099-01-01T00:00:00Z',
    '2099-01-01T00:00:00+15:00',
    '2099-01-01T00:00:00+00:60',
    '2099-00-01T00:00:00Z',
    '2099-01-00T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '２099-01-01T00:00:00Z',
  ])('%j is none', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });
});

describe('the form field', () => {
  it.each([undefined, null, ''])('%j is missing', (field) => {
    expect(() => decodePostBinding(field)).toThrow(
      expect.objectContaining({ code: 'saml_response_missing', status: 400 }),
    );
  });
  it.each([
    { length: 500_000_000 },
    ['PGEvPg=='],
    7,
    '====',
    'a',
    'PGEvPg',
    'PGEvPg=',
    'PGEv\u0000Pg==',
    'PGEvPg==PGEvPg==',
    '_-_-',
    'gICA',
  ])('%j is malformed', (field) => {
    expect(() => decodePostBinding(field)).toThrow(
      expect.objectContaining({ code: 'saml_response_malformed', status: 400 }),
    );
  });
  it('may be broken into lines', () => {
    expect(decodePostBinding('PGEv\r\nPg==\n')).toBe('<a/>');
  });
});

describe('screening', () => {
  it('takes what is well-formed and within limits', () => {
    expect(() => screenXml(`<a>${'<b/>'.repeat(5_999)}</a>`)).not.toThrow();
    expect(() => screenXml('<a>'.repeat(40) + '</a>'.repeat(40))).not.toThrow();
  });

  it.each([
    ['93 kB of <', '<'.repeat(93_000)],
    ['2 MB of a text without an end', `<a>${'x'.repeat(2_000_000)}`],
    ['50,000 attributes', `<a ${'b="" '.repeat(50_000)}/>`],
    ['a deep tree', '<a>'.repeat(200_000)],
  ])('ends at the first offence: %s', (_name, xml) => {
    const started = performance.now();
    expect(() => screenXml(xml)).toThrow(expect.objectContaining({ code: 'saml_response_malformed' }));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('reading XML', () => {
  it('keeps names of attributes that only look alike apart', () => {
    const { attributes } = readXml('<a xmlns:x="urn:x" ID="1" x:ID="2" __proto__="3"/>');
    expect([...attributes]).toEqual([
      ['ID', '1'],
      ['{urn:x}ID', '2'],
      ['__proto__', '3'],
    ]);
  });

  it('joins text, that of descendants and of CDATA included', () => {
    expect(readXml('<a>1<b>2</b><![CDATA[<3>]]>&amp;</a>').text).toBe('12<3>&');
  });
});

describe('escaping', () => {
  it('survives the way through XML, in text and in attributes', () => {
    const text = `<&>"'\t\r\n é \u{1F600} ]]>`;
    expect(readXml(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`)).toMatchObject({
      text,
      attributes: new Map([['b', text]]),
    });
  });
  it.each(['\u0000', '\u0008', '\uffff', '\ud800'])('refuses %j, which XML cannot hold', (text) => {
    expect(() => escapeXml(text)).toThrow(TypeError);
  });
});
