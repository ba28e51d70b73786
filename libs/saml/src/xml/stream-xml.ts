import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { XmlLimits } from './limits.js';
import { Offence } from '../offence.js';

/** What a reader wants to hear; the first offence ends the pass. */
export interface XmlListener {
  open?(tag: SaxesTagNS): void;
  text?(text: string): void;
  close?(): void;
}

/** Metadata may hold comments and a style sheet's instruction: a person wrote it. A message may not: a program did. */
export type Tolerance = 'message' | 'document';

/**
 * One pass over a document of a stranger, strict and within limits: well-formed XML 1.0 with namespaces, UTF-8, no DOCTYPE.
 * @throws Offence
 */
export function streamXml(
  xml: string,
  limits: XmlLimits,
  listener: XmlListener = {},
  tolerance: Tolerance = 'message',
): void {
  requireSize(xml, limits);
  const parser = new SaxesParser({ xmlns: true, position: false });
  count(parser, limits, listener);
  forbid(parser, tolerance);
  if (listener.open) parser.on('opentag', (tag) => listener.open?.(tag));
  if (listener.text) {
    parser.on('text', (text) => listener.text?.(text));
    parser.on('cdata', (text) => listener.text?.(text));
  }
  parser.on('error', (error) => {
    throw new Offence(`The XML is not well-formed (${error.message})`, { condition: 'xml' });
  });
  parser.write(xml).close();
}

/** @throws Offence */
export function requireSize(xml: string, limits: XmlLimits): void {
  const bytes = Buffer.byteLength(xml);
  if (bytes > limits.bytes) throw tooMuch('bytes', limits.bytes, bytes);
}

type Parser = SaxesParser<{ xmlns: true; position: false }>;

function count(parser: Parser, limits: XmlLimits, listener: XmlListener): void {
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  parser.on('opentagstart', () => {
    attributes = 0;
    if (++elements > limits.elements) throw tooMuch('elements', limits.elements, 'more');
    if (++depth > limits.depth) throw tooMuch('levels of elements', limits.depth, 'more');
  });
  parser.on('attribute', () => {
    if (++attributes > limits.attributes) throw tooMuch('attributes of one element', limits.attributes, 'more');
  });
  parser.on('closetag', () => {
    depth--;
    listener.close?.();
  });
}

function forbid(parser: Parser, tolerance: Tolerance): void {
  parser.on('doctype', () => {
    throw new Offence('The XML has a DOCTYPE', { condition: 'doctype', expected: 'none', received: '<!DOCTYPE' });
  });
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0')
      throw new Offence('The XML has another version', { condition: 'xml', expected: '1.0', received: version });
    if (encoding && encoding.toUpperCase() !== 'UTF-8') {
      throw new Offence('The XML has another encoding', {
        condition: 'encoding',
        expected: 'UTF-8',
        received: encoding,
      });
    }
  });
  if (tolerance === 'document') return;
  parser.on('comment', () => {
    throw new Offence('The XML has a comment', { condition: 'comment', expected: 'none', received: '<!--' });
  });
  parser.on('processinginstruction', ({ target }) => {
    throw new Offence('The XML has a processing instruction', {
      condition: 'processing-instruction',
      expected: 'none',
      received: `<?${target}`,
    });
  });
}

function tooMuch(what: string, limit: number, received: number | string): Offence {
  return new Offence(`The XML has too many ${what}`, {
    condition: 'size',
    expected: `at most ${limit}`,
    received: String(received),
  });
}
