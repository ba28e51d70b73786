import { createRequire } from 'node:module';

/** What is used of a DOM element here. */
export interface XmlElement {
  readonly tagName: string;
  readonly localName: string;
  hasAttribute(name: string): boolean;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  setAttributeNS(namespace: string, name: string, value: string): void;
  removeAttribute(name: string): void;
}

export interface XmlDocument {
  getElementsByTagName(name: '*'): ArrayLike<XmlElement>;
}

interface XmlDom {
  DOMParser: new () => { parseFromString(xml: string, type: 'text/xml'): XmlDocument };
  XMLSerializer: new () => { serializeToString(document: XmlDocument): string };
}

// Required rather than imported: its type declarations pull a browser's globals into the whole program, where they clash with Node's.
const { DOMParser, XMLSerializer } = createRequire(import.meta.url)('@xmldom/xmldom') as XmlDom;

export function parseXml(xml: string): XmlDocument {
  return new DOMParser().parseFromString(xml, 'text/xml');
}

export function serializeXml(document: XmlDocument): string {
  return new XMLSerializer().serializeToString(document);
}
