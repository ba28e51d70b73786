import type { PlainElement } from './plain-element.js';
import { leave } from './read-plain.js';
import { isDeclaration, splitName, uriOf } from './scoped-element.js';

/**
 * Exclusive XML Canonicalization 1.0 (§3) of an element that the plain reader has read, its parents left out; comments there are none.
 * Leaves to libxml2 a list of prefixes that is rare. The tests hold the two equal for what {@link leaveRarities} lets through.
 */
export function writeCanonical(element: PlainElement, inclusivePrefixes: readonly string[]): string {
  if (inclusivePrefixes.some((prefix) => prefix === '#default' || prefix === 'xml')) leave();
  return new CanonicalWriter(inclusivePrefixes).write(element);
}

// libxml2 refuses a namespace whose name is no absolute URI, and writes some characters in a way of its own.
const ORDINARY_NAMESPACE = /^(?:urn:[\w:.-]+|https?:\/\/[A-Za-z0-9.-]+(?:\/[\w.~/-]*)?#?[\w.-]*)?$/;

/** Leaves to libxml2 an element with declarations of strange namespaces, or with attributes of XML itself. */
export function leaveRarities({ written }: PlainElement): void {
  for (const [name, value] of written) {
    if (name.startsWith('xml:') || (isDeclaration(name) && !ORDINARY_NAMESPACE.test(value))) leave();
  }
}

type Rendered = ReadonlyMap<string, string>;
const NOTHING: Rendered = new Map();

class CanonicalWriter {
  private out = '';

  constructor(private readonly inclusivePrefixes: readonly string[]) {}

  write(element: PlainElement): string {
    this.writeElement(element, NOTHING);
    return this.out;
  }

  private writeElement(element: PlainElement, around: Rendered): void {
    const { tag, parts } = element;
    const attributes = attributesOf(element);
    this.out += `<${tag}`;
    const rendered = this.writeDeclarations(element, attributes, around);
    for (const { name, value } of attributes) this.out += ` ${name}="${escapeValue(value)}"`;
    this.out += '>';
    for (const part of parts) {
      if (typeof part === 'string') this.out += escapeText(part);
      else this.writeElement(part, rendered);
    }
    this.out += `</${tag}>`;
  }

  /** Those that are used here and are not known from around. @returns what is known inside */
  private writeDeclarations(
    { tag, scope }: PlainElement,
    attributes: readonly Attribute[],
    around: Rendered,
  ): Rendered {
    const needed = new Map<string, string>();
    const need = (prefix: string) => {
      const uri = scope.get(prefix) ?? '';
      if ((around.get(prefix) ?? '') !== uri) needed.set(prefix, uri);
    };
    need(splitName(tag)[0]);
    for (const { prefix } of attributes) if (prefix !== '') need(prefix);
    for (const prefix of this.inclusivePrefixes) if (scope.has(prefix)) need(prefix);
    if (needed.size === 0) return around;
    for (const prefix of [...needed.keys()].sort()) this.writeDeclaration(prefix, needed.get(prefix) as string);
    return new Map([...around, ...needed]);
  }

  private writeDeclaration(prefix: string, uri: string): void {
    this.out += prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`;
  }
}

interface Attribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
}

/** In their canonical order: by namespace, those without one first, then by local name. */
function attributesOf({ written, scope }: PlainElement): readonly Attribute[] {
  const attributes: Attribute[] = [];
  for (const [name, value] of written) {
    if (isDeclaration(name)) continue;
    const [prefix, local] = splitName(name);
    attributes.push({ name, prefix, local, namespace: prefix === '' ? '' : uriOf(scope, prefix, leave), value });
  }
  return attributes.length > 1
    ? attributes.sort((one, other) => compare(one.namespace, other.namespace) || compare(one.local, other.local))
    : attributes;
}

// The plain form has no pairs of code units, so that this is the order of code points.
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const IN_TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const IN_VALUE: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (character) => IN_TEXT[character] as string) : text;
}

function escapeValue(value: string): string {
  return /[&<"\t\n\r]/.test(value)
    ? value.replace(/[&<"\t\n\r]/g, (character) => IN_VALUE[character] as string)
    : value;
}
