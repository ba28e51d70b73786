import { Offence } from '../offence.js';
import type { XmlElement } from './element.js';

interface OpenElement {
  namespace: string;
  name: string;
  attributes: Map<string, string>;
  children: OpenElement[];
  text: string;
  /** The name as written, which the end tag must repeat. */
  readonly tag: string;
  /** Prefixes in scope; '' is the default namespace. */
  readonly scope: ReadonlyMap<string, string>;
}

// All that Canonical XML without comments can hold (Canonical XML 1.0 §2.3): start tags, end tags, text. Sticky, so that
// nothing between two tokens is passed over.
const TOKEN = /<([^\s<>"'/=!?&]+)((?: [^\s<>"'/=]+="[^"<]*")*)>|<\/([^\s<>"'/=!?&]+)>|([^<]+)/y;
const ATTRIBUTE = / ([^\s<>"'/=]+)="([^"<]*)"/g;
const XML_NS = 'http://www.w3.org/XML/1998/namespace';

/**
 * Reads octets that canonicalisation made. Their form is so narrow that this is a few lines and several times faster than
 * a general parser; whatever is not exactly of that form is refused. The tests hold it equal to `readXml`.
 * @throws Offence
 */
export function readCanonical(xml: string): XmlElement {
  const document: OpenElement = {
    namespace: '',
    name: '',
    attributes: new Map(),
    children: [],
    text: '',
    tag: '',
    scope: new Map([['xml', XML_NS]]),
  };
  const open = [document];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const [, start, attributes, end, text] = TOKEN.exec(xml) ?? refuseForm();
    const parent = open.at(-1) as OpenElement;
    if (start !== undefined) open.push(openElement(parent, start, attributes ?? ''));
    else if (end !== undefined) closeElement(open, end);
    else parent.text += decodeText(text as string);
  }
  const [root] = document.children;
  if (!root || open.length !== 1 || document.children.length !== 1 || document.text !== root.text) refuseForm();
  return root;
}

function openElement(parent: OpenElement, tag: string, source: string): OpenElement {
  const pairs = [...source.matchAll(ATTRIBUTE)].map(
    ([, name, value]) => [name as string, decodeText(value as string)] as const,
  );
  const declarations = pairs.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  const scope =
    declarations.length === 0
      ? parent.scope
      : new Map([...parent.scope, ...declarations.map(([name, uri]) => [name.slice(6), uri] as const)]);
  const [prefix, name] = splitName(tag);
  const element: OpenElement = {
    namespace: uriOf(scope, prefix),
    name,
    attributes: new Map(),
    children: [],
    text: '',
    tag,
    scope,
  };
  for (const [attribute, value] of pairs) {
    if (attribute === 'xmlns' || attribute.startsWith('xmlns:')) continue;
    const [space, local] = splitName(attribute);
    element.attributes.set(space === '' ? local : `{${uriOf(scope, space)}}${local}`, value);
  }
  parent.children.push(element);
  return element;
}

function closeElement(open: OpenElement[], tag: string): void {
  const element = open.pop() as OpenElement;
  const parent = open.at(-1);
  if (!parent || element.tag !== tag) return refuseForm();
  parent.text += element.text;
}

function splitName(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function uriOf(scope: ReadonlyMap<string, string>, prefix: string): string {
  const uri = scope.get(prefix);
  if (uri === undefined && prefix !== '') return refuseForm();
  return uri ?? '';
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x9;': '\t',
  '&#xA;': '\n',
  '&#xD;': '\r',
};

function decodeText(text: string): string {
  return text.includes('&') ? text.replace(/&[^;&]*;?/g, (reference) => REFERENCES[reference] ?? refuseForm()) : text;
}

function refuseForm(): never {
  throw new Offence('The signed part cannot be read', { condition: 'canonicalization', expected: 'canonical XML' });
}
