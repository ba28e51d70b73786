import { Offence } from '../offence.js';
import { childOf, childrenOf, readXml } from './element.js';
import { escapeXml } from './escape-xml.js';
import { MESSAGE_LIMITS, type XmlLimits } from './limits.js';
import { only, simpleText, simpleUri } from './only.js';
import { readCanonical } from './read-canonical.js';
import { streamXml } from './stream-xml.js';

/** Condition, expected and received of an offence, or what came of it. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Offence)) throw error;
    const { condition, expected, received } = error.finding;
    return [condition, expected, received];
  }
}

const LIMITS: XmlLimits = { bytes: 60, elements: 4, depth: 3, attributes: 2 };
const streamed = (xml: string, limits = LIMITS, tolerance?: 'message' | 'document') => outcome(() => streamXml(xml, limits, {}, tolerance));

describe('a document of a stranger', () => {
  it.each<[string, string, string, unknown[]]>([
    ['bytes', `<a>${'x'.repeat(53)}</a>`, `<a>${'x'.repeat(54)}</a>`, ['size', 'at most 60', '61']],
    ['bytes of UTF-8', `<a>${'é'.repeat(26)}</a>`, `<a>${'é'.repeat(27)}</a>`, ['size', 'at most 60', '61']],
    ['elements', '<a><b/><b/><b/></a>', '<a><b/><b/><b/><b/></a>', ['size', 'at most 4', 'more']],
    ['levels', '<a><b><c/></b><b/></a>', '<a><b><c><d/></c></b></a>', ['size', 'at most 3', 'more']],
    ['attributes of each element', '<a b="" c=""><d e="" f=""/></a>', '<a b="" c="" d=""/>', ['size', 'at most 2', 'more']],
    ['namespaces, which are attributes', '<a xmlns="u" b=""/>', '<a xmlns="u" xmlns:p="v" b=""/>', ['size', 'at most 2', 'more']],
  ])('has so many %s at most', (_, within, beyond, refusal) => {
    expect(streamed(within)).toBeUndefined();
    expect(streamed(beyond)).toEqual(refusal);
  });

  it('as a message has 2 MiB, 6,000 elements, 40 levels and 40 attributes at most', () => {
    expect(MESSAGE_LIMITS).toEqual({ bytes: 2_097_152, elements: 6_000, depth: 40, attributes: 40 });
  });

  it.each<[string, string, unknown[]]>([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', ['doctype', 'none', '<!DOCTYPE']],
    ['another version', '<?xml version="1.1"?><a/>', ['xml', '1.0', '1.1']],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>', ['encoding', 'UTF-8', 'UTF-16']],
    ['no end', '<a>', ['xml', undefined, undefined]],
    ['a prefix that nobody declared', '<p:a/>', ['xml', undefined, undefined]],
    ['an entity', '<a>&e;</a>', ['xml', undefined, undefined]],
  ])('with %s is refused, whoever wrote it', (_, xml, refusal) => {
    for (const tolerance of ['message', 'document'] as const) expect(streamed(xml, MESSAGE_LIMITS, tolerance)).toEqual(refusal);
  });

  it.each<[string, string, unknown[]]>([
    ['a comment', '<a><!-- --></a>', ['comment', 'none', '<!--']],
    ['a processing instruction', '<a><?x y?></a>', ['processing-instruction', 'none', '<?x']],
  ])('with %s is refused where a program wrote it, and taken where a person did', (_, xml, refusal) => {
    expect(streamed(xml, MESSAGE_LIMITS, 'message')).toEqual(refusal);
    expect(streamed(xml, MESSAGE_LIMITS)).toEqual(refusal);
    expect(streamed(xml, MESSAGE_LIMITS, 'document')).toBeUndefined();
  });

  it.each(['<?xml version="1.0"?><a/>', '<?xml version="1.0" encoding="utf-8"?><a/>', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>'])('may say that it is XML 1.0 in UTF-8: %s', (xml) => {
    expect(streamed(xml, MESSAGE_LIMITS)).toBeUndefined();
  });
});

describe('an element', () => {
  const root = readXml('<r xmlns="urn:r" xmlns:p="urn:p" p:a="1" b="2"><c>1</c><p:c>2</p:c><c>3</c><d><e/></d><f> x </f></r>');

  it('has its attributes, and no declarations of namespaces', () => {
    expect([...root.attributes]).toEqual([['{urn:p}a', '1'], ['b', '2']]);
    expect(root).toMatchObject({ namespace: 'urn:r', name: 'r', text: '123 x ' });
  });

  it('has children by namespace and name', () => {
    expect(childrenOf(root, 'urn:r', 'c').map(({ text }) => text)).toEqual(['1', '3']);
    expect(childrenOf(root, 'urn:p', 'c').map(({ text }) => text)).toEqual(['2']);
    expect(childrenOf(root, 'urn:p', 'd')).toEqual([]);
    expect(childOf(root, 'urn:p', 'c')?.text).toBe('2');
    expect(childOf(root, 'urn:p', 'd')).toBeUndefined();
    expect(childOf(undefined, 'urn:p', 'c')).toBeUndefined();
  });

  it('has one child of a name, or none, or is refused', () => {
    expect(only(root, 'urn:p', 'c')?.text).toBe('2');
    expect(only(root, 'urn:p', 'd')).toBeUndefined();
    expect(only(undefined, 'urn:p', 'd')).toBeUndefined();
    expect(outcome(() => only(root, 'urn:r', 'c'))).toEqual(['structure', 'one', '2']);
  });

  it('holds text alone, or is refused', () => {
    expect(simpleText(childOf(root, 'urn:r', 'f'))).toBe(' x ');
    expect(simpleUri(childOf(root, 'urn:r', 'f'))).toBe('x');
    expect([simpleText(undefined), simpleUri(undefined)]).toEqual([undefined, undefined]);
    expect(outcome(() => simpleText(childOf(root, 'urn:r', 'd')))).toEqual(['structure', 'text alone', '<e>']);
    expect(outcome(() => simpleUri(childOf(root, 'urn:r', 'd')))).toEqual(['structure', 'text alone', '<e>']);
  });
});

describe('text that goes into XML', () => {
  it.each(['\u0000', '\u0001', '\u0008', '\u000b', '\u000c', '\u000e', '\u001f', '\ufffe', '\uffff', '\ud800', '\udfff', 'a\ud83dz'])('holds no %j', (character) => {
    expect(() => escapeXml(character)).toThrow(TypeError);
  });

  it('holds everything else, what could be read as markup or as layout by its number', () => {
    expect(escapeXml('\t\n\r &<>"\'\u007f\u0085\ud7ff\ue000\ufffd\u{10ffff}')).toBe('&#9;&#10;&#13; &amp;&lt;&gt;&quot;&apos;\u007f\u0085\ud7ff\ue000\ufffd\u{10ffff}');
  });
});

describe('canonical octets', () => {
  it('have the namespaces that are declared where they stand', () => {
    const { children } = readCanonical('<r xmlns="urn:d" xmlns:p="urn:p"><a xmlns=""></a><p:b c="1" p:c="2"><d xmlns:p="urn:q"></d><p:d></p:d></p:b><e></e></r>');
    expect(children.map(({ namespace, name }) => [namespace, name])).toEqual([['', 'a'], ['urn:p', 'b'], ['urn:d', 'e']]);
    expect([...(children[1]?.attributes ?? [])]).toEqual([['c', '1'], ['{urn:p}c', '2']]);
    expect(children[1]?.children.map(({ namespace }) => namespace)).toEqual(['urn:d', 'urn:p']);
  });

  it('have a value with an xml prefix that nobody declares, and every reference that canonicalisation makes', () => {
    const { attributes, text } = readCanonical('<a xml:lang="x&quot;&#x9;&#xA;&#xD;">&amp;&lt;&gt;&#xD;</a>');
    expect([...attributes]).toEqual([['{http://www.w3.org/XML/1998/namespace}lang', 'x"\t\n\r']]);
    expect(text).toBe('&<>\r');
  });

  it.each(['<a>', '<a></a></a>', '</a><a>', '<a></a>x', 'x<a></a>', '<a></a><a></a>', '<a><b></a></b>', '<a>&#10;</a>', '<a>&amp;&nbsp;</a>', '<a>&amp</a>', '<a b="&amp;&"></a>', '<p:a></p:a>', '<a p:b=""></a>', '<a b="1" c=\'2\'></a>', '<a b="1"c="2"></a>', '<a\tb="1"></a>', '<a b=1></a>', '<a b></a>', '<>', '</>', '<a></a >', '<a b="<"></a>'])('are refused where they are not: %s', (xml) => {
    expect(outcome(() => readCanonical(xml))).toEqual(['canonicalization', 'canonical XML', undefined]);
  });
});
