import { ParseOption, XmlC14NMode, XmlDocument, XmlElement, XmlText, XmlXPath } from 'libxml2-wasm';
import { Offence } from '../offence.js';
import { SIGNATURE_NS } from '../names.js';
import { PlainElement } from '../xml/plain-element.js';

// No entity is expanded and nothing is loaded: without a DOCTYPE there is none to expand, and this says it once more.
const PARSE_OPTIONS = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_SYS_CATALOG;

/** An element of a {@link MessageDocument}, as libxml2 or the plain reader has it: the same of either, as far as it is used here. */
export type SignedElement = XmlElement | PlainElement;

/** A message whose signatures are looked at. */
export interface MessageDocument {
  readonly root: SignedElement;
  /** Every element of that local name, whatever its namespace and wherever it is. */
  everyElement(name: keyof typeof ANYWHERE): readonly SignedElement[];
  /** The values of every attribute that could be an ID. */
  everyId(): readonly string[];
  /** The octets of Exclusive XML Canonicalization 1.0 of a subtree, comments left out. */
  canonicalize(element: SignedElement, inclusivePrefixes: readonly string[]): Buffer;
}

/** Local names that are looked for in a whole message. */
export const ANYWHERE = { Assertion: ['Assertion', 'EncryptedAssertion'], Signature: ['Signature'] } as const;

/**
 * A screened message as libxml2 sees it, for canonicalisation alone: what is believed is read anew from the bytes that
 * come out. Lives in WebAssembly memory, so it exists only inside {@link SignedDocument.open}.
 */
export class SignedDocument implements MessageDocument {
  private constructor(private readonly document: XmlDocument) {}

  /** Parses, works, frees. @throws Offence when libxml2 does not take the XML */
  static open<Result>(xml: string, work: (document: SignedDocument) => Result): Result {
    const document = parse(xml);
    try {
      if (document.dtd)
        throw new Offence('The XML has a DOCTYPE', { condition: 'doctype', expected: 'none', received: '<!DOCTYPE' });
      return work(new SignedDocument(document));
    } finally {
      document.dispose();
    }
  }

  get root(): SignedElement {
    return this.document.root;
  }

  everyElement(name: keyof typeof ANYWHERE): readonly SignedElement[] {
    return this.document.find(PATHS[name]) as XmlElement[];
  }

  everyId(): readonly string[] {
    return this.document.find(ANY_ID).map((attribute) => attribute.content);
  }

  canonicalize(element: SignedElement, inclusivePrefixes: readonly string[]): Buffer {
    const chunks: Buffer[] = [];
    const sink = { write: (chunk: Uint8Array) => chunks.push(Buffer.from(chunk)) && chunk.length, close: () => true };
    // A set with one root lets libxml2 walk by pointers; the library's own subtree helper makes an object of every node.
    const part = isSame(element, this.root) ? {} : { nodeSet: new Set([element as XmlElement]) };
    const options = {
      mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
      inclusiveNamespacePrefixes: [...inclusivePrefixes],
      ...part,
    };
    try {
      this.document.canonicalize(sink, options);
    } catch (error) {
      throw new Offence('The signed part has no canonical form', {
        condition: 'canonicalization',
        received: (error as Error).message,
      });
    }
    const octets = Buffer.concat(chunks);
    if (octets.length === 0) throw new Offence('The signed part is empty', { condition: 'canonicalization' });
    return octets;
  }
}

const PATHS = {
  Assertion: XmlXPath.compile("//*[local-name()='Assertion' or local-name()='EncryptedAssertion']"),
  Signature: XmlXPath.compile("//*[local-name()='Signature']"),
};

const ANY_ID = XmlXPath.compile('//@ID | //@Id | //@xml:id');

function parse(xml: string): XmlDocument {
  try {
    return XmlDocument.fromString(xml, { option: PARSE_OPTIONS });
  } catch (error) {
    throw new Offence(`The XML is not well-formed (${(error as Error).message.trim()})`, { condition: 'xml' });
  }
}

/** The elements directly inside, in order. */
export function elementsIn(element: SignedElement): readonly SignedElement[] {
  if (element instanceof PlainElement) return element.children;
  const found: SignedElement[] = [];
  for (let node = element.firstChild; node; node = node.next) if (node instanceof XmlElement) found.push(node);
  return found;
}

/** The text of an element that holds nothing but plain text: no element, no CDATA section. @throws Offence */
export function plainTextIn(element: SignedElement): string {
  if (holdsTextAlone(element)) return element.content;
  throw new Offence(`${element.name} holds more than text`, {
    condition: 'signature-structure',
    expected: 'plain text',
  });
}

function holdsTextAlone(element: SignedElement): boolean {
  if (element instanceof PlainElement) return element.children.length === 0;
  for (let node = element.firstChild; node; node = node.next) if (!(node instanceof XmlText)) return false;
  return true;
}

export function isSame(one: SignedElement, other: SignedElement): boolean {
  return one.isSameNode(other as XmlElement);
}

export function isNamed(element: SignedElement, namespace: string, name: string): boolean {
  return element.name === name && element.namespaceUri === namespace;
}

/** The signature of this element: its own child, at most one. */
export function signatureIn(element: SignedElement): SignedElement | undefined {
  const signatures = elementsIn(element).filter((child) => isNamed(child, SIGNATURE_NS, 'Signature'));
  if (signatures.length > 1) {
    throw new Offence(`${element.name} has several signatures`, {
      condition: 'signature-structure',
      expected: 'one',
      received: String(signatures.length),
    });
  }
  return signatures[0];
}
