import fc from 'fast-check';
import { Offence } from '../offence.js';
import { readAnyXml, readXml, type XmlElement } from './element.js';
import { MESSAGE_LIMITS } from './limits.js';
import { readPlain } from './read-plain.js';

const shown = (element: XmlElement): unknown => ({
  namespace: element.namespace,
  name: element.name,
  attributes: [...element.attributes].sort(),
  text: element.text,
  children: element.children.map(shown),
});

const RESPONSE = `<?xml version="1.0" encoding="UTF-8"?>
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version='2.0' Destination="https://sp.example/sso/acs/?a=1&amp;b=2">
  <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">urn:idp &lt;&#13;&#xD;&gt;</saml:Issuer><samlp:Status/>
  <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="_a1">
    <AttributeValue xsi:type="xs:string" xml:lang="de">Jürgen &quot;J&quot; O&apos;Neill 漢字</AttributeValue ><Inner xmlns="" />
  </Assertion>
</samlp:Response>
`;

/** Whatever the plain reader takes, the general one takes, and reads the same. */
function expectNoDifference(xml: string, limits = MESSAGE_LIMITS): void {
  const plain = readPlain(xml, limits);
  if (plain) expect(shown(plain)).toEqual(shown(readAnyXml(xml, limits)));
}

const PIECES = [
  '<',
  '>',
  '/',
  '"',
  "'",
  '&',
  ';',
  '=',
  ' ',
  '\n',
  '\r',
  '\t',
  ':',
  '&amp;',
  '&#65;',
  '&#13;',
  '&x;',
  ']]>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<!DOCTYPE a>',
  '<?x?>',
  '<?xml version="1.0"?>',
  'xmlns',
  'xmlns:a="b"',
];
const MORE = [
  ' xmlns:xml="u"',
  ' xmlns=""',
  ' xmlns:a=""',
  ' a="1" a="2"',
  ' xmlns=" u "',
  'xmlns:xmlns="u"',
  '<a/>',
  '</a>',
  'ä',
  '\u0000',
  '\u007f',
  '\ufffe',
  '\ud83d\ude00',
  '\ud83d',
  '\u2028',
  '\u0085',
  'ID',
  'samlp:',
  '__proto__',
];

describe('the plain reader', () => {
  it('takes a response as providers write it', () => {
    expect(shown(readPlain(RESPONSE, MESSAGE_LIMITS) as XmlElement)).toEqual(shown(readAnyXml(RESPONSE)));
  });

  it.each([
    '',
    ' ',
    'x',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>x',
    'x<a/>',
    '<a b=c/>',
    '<a b="c"d="e"/>',
    '<a b="<"/>',
    '<a b="&lt"/>',
    '<a>&x;</a>',
    '<a>&</a>',
    '<a>]]></a>',
    '<!DOCTYPE a><a/>',
    '<a><!-- --></a>',
    '<a><?x y?></a>',
    '<a><![CDATA[x]]></a>',
    '<?xml version="1.1"?><a/>',
    '<?xml version="1.0" encoding="latin1"?><a/>',
    ' <?xml version="1.0"?><a/>',
    '<x:a/>',
    '<a x:b="c"/>',
    '<a b="c" b="c"/>',
    '<a xmlns:x="u" xmlns:y="u" x:b="" y:b=""/>',
    '<a xmlns:x=""/>',
    '<a xmlns:xml="u"/>',
    '<a xmlns:xmlns="u"/>',
    '<xmlns:a/>',
    '<a b="\n"/>',
    '<a>\r</a>',
    '<a>\u0001</a>',
    '<a:b:c/>',
    '<1/>',
    '< a/>',
    '<a / >',
    '<a></ a>',
  ])('leaves %j to the general reader', (xml) => {
    expect(readPlain(xml, MESSAGE_LIMITS)).toBeUndefined();
  });

  it.each([
    ['elements', '<a><b/><b/></a>', { elements: 2 }],
    ['levels of elements', '<a><b><c/></b></a>', { depth: 2 }],
    ['attributes of one element', '<a b="" c="" d=""/>', { attributes: 2 }],
    ['bytes', '<a>äääääää</a>', { bytes: 20 }],
  ])('lets nobody past the limit of %s', (what, xml, limit) => {
    expect(() => readXml(xml, { ...MESSAGE_LIMITS, ...limit })).toThrow(
      new Offence(`The XML has too many ${what}`, { condition: 'size' }).message,
    );
  });

  it('reads what it takes as the general reader does, whatever is put in, cut out or swapped', () => {
    const change = fc.record({
      at: fc.nat(RESPONSE.length),
      cut: fc.nat(12),
      piece: fc.constantFrom('', ...PIECES, ...MORE),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = changes.reduce(
          (xml, { at, cut, piece }) => xml.slice(0, at) + piece + xml.slice(at + cut),
          RESPONSE,
        );
        expectNoDifference(changed);
      }),
      { numRuns: 5_000 },
    );
  });

  it('reads any heap of pieces as the general reader does', () => {
    const part = fc.constantFrom(
      ...PIECES,
      ...MORE,
      'a',
      '<a',
      '<a ',
      '<a:b>',
      '<a xmlns:a="u">',
      '</a:b>',
      'b="c"',
      ' b="c"',
      " a:b='&gt;'",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        expectNoDifference(parts.join(''));
        expectNoDifference(`<a xmlns:a="u">${parts.join('')}</a>`, {
          bytes: 1_000,
          elements: 4,
          depth: 3,
          attributes: 2,
        });
      }),
      { numRuns: 10_000 },
    );
  });
});
