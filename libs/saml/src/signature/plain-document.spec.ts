import fc from 'fast-check';
import { escapeXml } from '../xml/escape-xml.js';
import { MESSAGE_LIMITS } from '../xml/limits.js';
import type { PlainElement } from '../xml/plain-element.js';
import { readPlain, whilePlain } from '../xml/read-plain.js';
import { PlainDocument } from './plain-document.js';
import { elementsIn, SignedDocument, type SignedElement } from './signed-document.js';

/** The canonical form of the element at a place, as libxml2 has it. */
function byLibxml(xml: string, path: readonly number[], prefixes: readonly string[]): string {
  return SignedDocument.open(xml, (document) => {
    const element = path.reduce<SignedElement>((at, index) => elementsIn(at)[index] as SignedElement, document.root);
    return document.canonicalize(element, prefixes).toString('utf8');
  });
}

/** Every element with its place. */
function places(element: PlainElement, path: readonly number[] = []): (readonly [PlainElement, readonly number[]])[] {
  return [[element, path], ...element.children.flatMap((child, index) => places(child, [...path, index]))];
}

/** @returns how many elements have a canonical form here, each of which is libxml2's */
function expectNoDifference(xml: string, prefixes: readonly string[]): number {
  const root = readPlain(xml, MESSAGE_LIMITS);
  const document = root && whilePlain(() => new PlainDocument(root));
  const written = document
    ? places(document.root).map(
        ([element, path]) => [path, whilePlain(() => document.canonicalize(element, prefixes))] as const,
      )
    : [];
  for (const [path, octets] of written) if (octets) expect(octets.toString('utf8')).toBe(byLibxml(xml, path, prefixes));
  return written.filter(([, octets]) => octets).length;
}

const RESPONSE = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:xs="http://www.w3.org/2001/XMLSchema" Version='2.0' ID="_r1" a="&gt;&quot;'">
  <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">urn:idp &lt;&#13;> &amp;</saml:Issuer><samlp:Status/>
  <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="_a1">
    <AttributeValue xsi:type="xs:string" b="1" xsi:a="2">Jürgen "J" O'Neill 漢字</AttributeValue><Inner xmlns=""><x xmlns="urn:x"/></Inner>
  </Assertion>
</samlp:Response>`;

const text = fc
  .string({ unit: 'binary' })
  .map((value) => value.replace(/[^\n\u0020-\ud7ff\ue000-\ufffd]/g, '').replaceAll(']]>', ''));
const attributes = fc.dictionary(fc.constantFrom('ID', 'b:ID', 'c:type', 'd:ID', 'a', 'b:a', 'c:a'), text, {
  noNullPrototype: true,
});
const declarations = fc
  .subarray([' xmlns:b="urn:b2"', ' xmlns:d="urn:d"', ' xmlns:c="http://c.example/c/d.e#f"'])
  .map((some) => some.join(''));
const { tree } = fc.letrec<{ tree: string; node: string }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, text.map(escapeXml), tie('tree')),
  tree: fc
    .tuple(
      fc.constantFrom('a', 'b:a', 'c:x-y.z', 'd:q'),
      attributes,
      fc.constantFrom('', ' xmlns="urn:d"', ' xmlns=""'),
      declarations,
      fc.array(tie('node'), { maxLength: 4 }),
    )
    .map(([tag, pairs, fallback, declared, inside]) => {
      const written = Object.entries(pairs).map(
        ([key, value]) => ` ${key}="${escapeXml(value).replaceAll('\n', ' ')}"`,
      );
      return `<${tag}${fallback}${declared}${written.join('')}>${inside.join('')}</${tag}>`;
    }),
}));

describe('the canonical octets of a plain document', () => {
  it.each([[[]], [['xs']], [['saml', 'xs', 'nobody']]])(
    'are what libxml2 gives, for each part of a response, with %j as inclusive prefixes',
    (prefixes) => {
      expect(expectNoDifference(RESPONSE, prefixes)).toBe(7);
    },
  );

  it('are what libxml2 gives, for each part of any plain document', () => {
    let compared = 0;
    fc.assert(
      fc.property(tree, fc.subarray(['b', 'c', 'd', 'e']), (inside, prefixes) => {
        compared += expectNoDifference(
          `<root xmlns:b="urn:b" xmlns:c="urn:c" xmlns:d="urn:e" xmlns:e="urn:e" xmlns="urn:r">${inside}</root>`,
          prefixes,
        );
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(1_000);
  });

  it.each([
    ['an attribute of XML itself', '<a xml:lang="de"/>', []],
    ['a namespace whose name is relative', '<a xmlns="b"/>', []],
    ['a namespace whose name is no address', '<a xmlns="urn:b c"/>', []],
    ['a namespace whose name would be escaped', '<a xmlns="urn:b?c=&amp;"/>', []],
    ['a namespace of another scheme', '<a xmlns="gopher://b"/>', []],
    ['a list that names the default namespace', '<a/>', ['#default']],
    ['a list that names the prefix of XML itself', '<a/>', ['xml']],
  ])('of %s are left to libxml2', (_, xml, prefixes) => {
    expect(expectNoDifference(`<r>${xml}</r>`, prefixes)).toBe(0);
  });

  it('are without what was removed', () => {
    const document = new PlainDocument(readPlain('<a>1<b/>2<b/>3</a>', MESSAGE_LIMITS) as PlainElement);
    document.root.children[0]?.remove();
    expect(document.canonicalize(document.root, []).toString()).toBe('<a>12<b></b>3</a>');
  });
});
