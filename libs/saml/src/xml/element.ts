import type { SaxesTagNS } from 'saxes';
import { MESSAGE_LIMITS, type XmlLimits } from './limits.js';
import { readPlain } from './read-plain.js';
import { XMLNS } from './scoped-element.js';
import { requireSize, streamXml, type Tolerance } from './stream-xml.js';

/** An element as plain data: comments gone, text joined. */
export interface XmlElement {
  readonly namespace: string;
  /** Local name. */
  readonly name: string;
  /** Attributes without a namespace by their name, others as `{namespace}name`; no namespace declarations. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text inside, that of descendants included, in document order. */
  readonly text: string;
}

interface OpenElement {
  namespace: string;
  name: string;
  attributes: Map<string, string>;
  children: OpenElement[];
  text: string;
}

/**
 * Reads XML into elements, within limits.
 * @throws Offence
 */
export function readXml(xml: string, limits: XmlLimits = MESSAGE_LIMITS, tolerance: Tolerance = 'message'): XmlElement {
  requireSize(xml, limits);
  return readPlain(xml, limits) ?? readAnyXml(xml, limits, tolerance);
}

/** The general reader: one pass of a complete parser, which judges every rarity. @throws Offence */
export function readAnyXml(
  xml: string,
  limits: XmlLimits = MESSAGE_LIMITS,
  tolerance: Tolerance = 'message',
): XmlElement {
  const document = newElement('', '');
  const open = [document];
  streamXml(
    xml,
    limits,
    {
      open: (tag) => {
        const element = readTag(tag);
        (open.at(-1) as OpenElement).children.push(element);
        open.push(element);
      },
      text: (text) => {
        (open.at(-1) as OpenElement).text += text;
      },
      close: () => {
        const { text } = open.pop() as OpenElement;
        (open.at(-1) as OpenElement).text += text;
      },
    },
    tolerance,
  );
  return document.children[0] as OpenElement;
}

function newElement(namespace: string, name: string): OpenElement {
  return { namespace, name, attributes: new Map(), children: [], text: '' };
}

function readTag(tag: SaxesTagNS): OpenElement {
  const element = newElement(tag.uri, tag.local);
  for (const key in tag.attributes) {
    const { uri, local, value } = tag.attributes[key] as { uri: string; local: string; value: string };
    if (uri !== XMLNS) element.attributes.set(uri ? `{${uri}}${local}` : local, value);
  }
  return element;
}

/** The children of that name, in order. */
export function childrenOf(element: XmlElement, namespace: string, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name && child.namespace === namespace);
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name && child.namespace === namespace);
}
