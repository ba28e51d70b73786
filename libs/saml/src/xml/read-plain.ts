import type { XmlLimits } from './limits.js';
import { PlainElement, type WrittenAttribute } from './plain-element.js';
import { attributeKey, declaredPrefix, isDeclaration, splitName, uriOf, XML_NS, XMLNS } from './scoped-element.js';

const DECLARATION =
  /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])(?:UTF|utf)-8\2)?(?: standalone=(["'])(?:yes|no)\3)?\s*\?>/;
// XML 1.0 §2.2, without what line ends and pairs of code units would have to be thought about for.
const OTHER_CHARACTER = /[^\t\n\u0020-\ud7ff\ue000-\ufffd]/;
const NAME = /[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?/y;
const SPACES = /[ \t\n]*/y;

/**
 * Reads XML as programs write it, several times faster than the general reader: elements, attributes and text with ASCII
 * names, the five named references, no rarities. It judges nothing: whatever is not exactly of that form, well-formed or
 * not, within the limits or not, is left to the general reader. The tests hold the two equal.
 * @returns undefined for what the general reader has to see
 */
export function readPlain(xml: string, limits: XmlLimits): PlainElement | undefined {
  if (OTHER_CHARACTER.test(xml) || xml.includes(']]>')) return undefined;
  return whilePlain(() => new PlainReader(xml, limits).read());
}

const NOT_PLAIN = Symbol('not plain');

/** Ends what {@link whilePlain} runs. */
export function leave(): never {
  throw NOT_PLAIN;
}

/** @returns undefined where it was left */
export function whilePlain<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

const NOTHING_DECLARED: ReadonlyMap<string, string> = new Map([['xml', XML_NS]]);
// Programs declare a handful; each element with declarations of its own copies those around it.
const MOST_PREFIXES = 64;

/** One pass from the left; whatever it does not know ends it. */
class PlainReader {
  private at = 0;
  private elements = 0;
  private readonly open = [new PlainElement('', '', '', NOTHING_DECLARED, [], null)];

  constructor(
    private readonly xml: string,
    private readonly limits: XmlLimits,
  ) {}

  read(): PlainElement {
    const { xml, open } = this;
    const document = open[0] as PlainElement;
    this.at = DECLARATION.exec(xml)?.[0].length ?? 0;
    while (this.at < xml.length) {
      this.readText();
      if (this.at === xml.length) break;
      if (xml.startsWith('</', this.at)) this.readEnd();
      else this.readStart();
    }
    const [root] = document.children;
    if (!root || open.length !== 1 || document.children.length !== 1) return leave();
    return root;
  }

  private readText(): void {
    const { xml, at, open } = this;
    const found = xml.indexOf('<', at);
    const end = found < 0 ? xml.length : found;
    if (end === at) return;
    const text = xml.slice(at, end);
    if (open.length > 1) addText(open.at(-1) as PlainElement, decode(text));
    else if (/[^ \t\n]/.test(text)) leave();
    this.at = end;
  }

  private readEnd(): void {
    this.at += 2;
    const tag = this.readName();
    this.skipSpaces();
    this.take('>');
    this.close(tag);
  }

  private close(tag: string): void {
    const element = this.open.pop() as PlainElement;
    const parent = this.open.at(-1);
    if (!parent || element.tag !== tag) return leave();
    if (this.open.length > 1) parent.text += element.text;
  }

  private readStart(): void {
    this.take('<');
    const tag = this.readName();
    const pairs = this.readAttributes();
    const parent = this.open.at(-1) as PlainElement;
    if (++this.elements > this.limits.elements || this.open.length > this.limits.depth) leave();
    const element = newElement(tag, pairs, parent);
    parent.children.push(element);
    parent.parts.push(element);
    this.open.push(element);
    const closed = this.xml[this.at] === '/';
    if (closed) this.at += 1;
    this.take('>');
    if (closed) this.close(tag);
  }

  private readAttributes(): WrittenAttribute[] {
    const pairs: WrittenAttribute[] = [];
    for (;;) {
      const before = this.at;
      this.skipSpaces();
      const next = this.xml[this.at];
      if (next === '>' || next === '/') return pairs;
      if (this.at === before || pairs.length === this.limits.attributes) leave();
      const name = this.readName();
      if (pairs.some(([other]) => other === name)) leave();
      this.take('=');
      pairs.push([name, this.readValue()]);
    }
  }

  private readValue(): string {
    const quote = this.xml[this.at] as string;
    if (quote !== '"' && quote !== "'") leave();
    const end = this.xml.indexOf(quote, this.at + 1);
    if (end < 0) leave();
    const value = this.xml.slice(this.at + 1, end);
    // White space other than blanks changes on the way into a value (XML 1.0 §3.3.3).
    if (/[<\t\n]/.test(value)) leave();
    this.at = end + 1;
    return decode(value);
  }

  private readName(): string {
    NAME.lastIndex = this.at;
    const [name] = NAME.exec(this.xml) ?? leave();
    this.at += name.length;
    return name;
  }

  private skipSpaces(): void {
    SPACES.lastIndex = this.at;
    SPACES.test(this.xml);
    this.at = SPACES.lastIndex;
  }

  private take(character: string): void {
    if (this.xml[this.at] !== character) leave();
    this.at += 1;
  }
}

function addText(element: PlainElement, text: string): void {
  element.text += text;
  element.parts.push(text);
}

function newElement(tag: string, pairs: readonly WrittenAttribute[], parent: PlainElement): PlainElement {
  const scope = scopeWith(pairs, parent.scope);
  const [prefix, name] = splitName(tag);
  const element = new PlainElement(tag, uriOf(scope, prefix, leave), name, scope, pairs, parent);
  for (const [attribute, value] of pairs) {
    if (isDeclaration(attribute)) continue;
    const key = attributeKey(attribute, scope, leave);
    if (element.attributes.has(key)) leave();
    element.attributes.set(key, value);
  }
  return element;
}

function scopeWith(
  pairs: readonly WrittenAttribute[],
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (!pairs.some(([attribute]) => isDeclaration(attribute))) return outer;
  const scope = new Map(outer);
  for (const [attribute, uri] of pairs) {
    if (!isDeclaration(attribute)) continue;
    const prefix = declaredPrefix(attribute);
    // Namespaces in XML 1.0 §3: what is reserved, and a prefix that is taken back.
    if (
      prefix === 'xml' ||
      prefix === 'xmlns' ||
      uri === XML_NS ||
      uri === XMLNS ||
      uri !== uri.trim() ||
      (prefix !== '' && uri === '')
    )
      leave();
    scope.set(prefix, uri);
  }
  if (scope.size > MOST_PREFIXES) leave();
  return scope;
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#13;': '\r',
  '&#xD;': '\r',
  '&#xd;': '\r',
};

function decode(text: string): string {
  return text.includes('&') ? text.replace(/&[^;&]{0,8};?/g, (reference) => REFERENCES[reference] ?? leave()) : text;
}
