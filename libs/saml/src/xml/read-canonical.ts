import { Offence } from '../offence.js';
import type { XmlElement } from './element.js';
import {
  attributeKey,
  declaredPrefix,
  isDeclaration,
  newDocument,
  openElement,
  type ScopedElement,
} from './scoped-element.js';

// All that Canonical XML without comments can hold (Canonical XML 1.0 §2.3): start tags, end tags, text. Sticky, so that
// nothing between two tokens is passed over.
const TOKEN = /<([^\s<>"'/=!?&]+)((?: [^\s<>"'/=]+="[^"<]*")*)>|<\/([^\s<>"'/=!?&]+)>|([^<]+)/y;
const ATTRIBUTE = / ([^\s<>"'/=]+)="([^"<]*)"/g;

/**
 * Reads octets that canonicalisation made. Their form is so narrow that this is a few lines and several times faster than
 * a general parser; whatever is not exactly of that form is refused. The tests hold it equal to `readAnyXml`.
 * @throws Offence
 */
export function readCanonical(xml: string): XmlElement {
  const document = newDocument();
  const open = [document];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const [, start, attributes, end, text] = TOKEN.exec(xml) ?? refuseForm();
    const parent = open.at(-1) as ScopedElement;
    if (start !== undefined) open.push(readStart(parent, start, attributes ?? ''));
    else if (end !== undefined) closeElement(open, end);
    else parent.text += decodeText(text as string);
  }
  const [root] = document.children;
  if (!root || open.length !== 1 || document.children.length !== 1 || document.text !== root.text) refuseForm();
  return root;
}

function readStart(parent: ScopedElement, tag: string, source: string): ScopedElement {
  const pairs = source === '' ? [] : readPairs(source);
  const scope = scopeWith(pairs, parent.scope);
  const element = openElement(tag, scope, refuseForm);
  for (const [attribute, value] of pairs) {
    if (!isDeclaration(attribute)) element.attributes.set(attributeKey(attribute, scope, refuseForm), value);
  }
  parent.children.push(element);
  return element;
}

type Pair = readonly [name: string, value: string];

function readPairs(source: string): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [, name, value] of source.matchAll(ATTRIBUTE)) pairs.push([name as string, decodeText(value as string)]);
  return pairs;
}

function scopeWith(pairs: readonly Pair[], outer: ScopedElement['scope']): ScopedElement['scope'] {
  if (!pairs.some(([name]) => isDeclaration(name))) return outer;
  const scope = new Map(outer);
  for (const [name, uri] of pairs) if (isDeclaration(name)) scope.set(declaredPrefix(name), uri);
  return scope;
}

function closeElement(open: ScopedElement[], tag: string): void {
  const element = open.pop() as ScopedElement;
  const parent = open.at(-1);
  if (!parent || element.tag !== tag) return refuseForm();
  parent.text += element.text;
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
