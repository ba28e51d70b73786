import fc from 'fast-check';
import { SignedDocument } from '../signature/signed-document.js';
import { readAnyXml, type XmlElement } from './element.js';
import { escapeXml } from './escape-xml.js';
import { readCanonical } from './read-canonical.js';

const plain = (element: XmlElement): unknown => ({
  namespace: element.namespace,
  name: element.name,
  attributes: [...element.attributes].sort(),
  text: element.text,
  children: element.children.map(plain),
});
const canonical = (xml: string) =>
  SignedDocument.open(xml, (document) => document.canonicalize(document.root, [])).toString('utf8');

const text = fc.string({ unit: 'binary' }).map((value) => value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, ''));
const name = fc.constantFrom('a', 'b:a', 'Assertion', 'c:x-y.z', 'ID');
const attributes = fc.dictionary(fc.constantFrom('ID', 'b:ID', 'c:type', 'xml:lang', 'n'), text, {
  noNullPrototype: true,
});
const { tree } = fc.letrec<{ tree: string; node: string }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, text.map(escapeXml), tie('tree')),
  tree: fc
    .tuple(
      name,
      attributes,
      fc.constantFrom('', ' xmlns="urn:d"', ' xmlns=""', ' xmlns:b="urn:b2"'),
      fc.array(tie('node'), { maxLength: 4 }),
    )
    .map(
      ([tag, pairs, declaration, inside]) =>
        `<${tag}${declaration}${Object.entries(pairs)
          .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
          .join('')}>${inside.join('')}</${tag}>`,
    ),
}));

describe('reading canonical octets', () => {
  it('gives what the general reader gives, for any document', () => {
    fc.assert(
      fc.property(tree, (inside) => {
        const octets = canonical(`<root xmlns:b="urn:b" xmlns:c="urn:c" xmlns="urn:r">${inside}</root>`);
        expect(plain(readCanonical(octets))).toEqual(plain(readAnyXml(octets)));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '',
    ' ',
    'x',
    '<a>',
    '</a>',
    '<a></b>',
    '<a></a><b></b>',
    '<a></a>x',
    'x<a></a>',
    ' <a></a>',
    '<a/>',
    '<a ></a>',
    "<a b='c'></a>",
    '<a  b="c"></a>',
    '<a b="c"d="e"></a>',
    '<a b="<"></a>',
    '<a b="&lt"></a>',
    '<a>&x;</a>',
    '<a>&</a>',
    '<a>&#65;</a>',
    '<a>&amp</a>',
    '<!DOCTYPE a><a></a>',
    '<a><!-- --></a>',
    '<a><?x y?></a>',
    '<a><![CDATA[x]]></a>',
    '<?xml version="1.0"?><a></a>',
    '<x:a></x:a>',
    '<a x:b="c"></a>',
    '<a></a >',
    '<a><b></a></b>',
  ])('refuses %j, which canonicalisation does not make', (xml) => {
    expect(() => readCanonical(xml)).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ condition: 'canonicalization' }) }),
    );
  });
});
