import { Offence } from '../offence.js';
import { childrenOf, type XmlElement } from './element.js';

/** The child of that name, where it may be there once at most. @throws Offence when there are several */
export function only(element: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  const [first, ...more] = element ? childrenOf(element, namespace, name) : [];
  if (more.length === 0) return first;
  throw new Offence(`${element?.name} has several ${name}`, {
    condition: 'structure',
    expected: 'one',
    received: String(more.length + 1),
  });
}

/** The text of an element that holds nothing but text. @throws Offence when elements are inside */
export function simpleText(element: XmlElement | undefined): string | undefined {
  if (!element?.children.length) return element?.text;
  throw new Offence(`${element.name} holds elements`, {
    condition: 'structure',
    expected: 'text alone',
    received: `<${element.children[0]?.name}>`,
  });
}

/** As {@link simpleText}, for an xs:anyURI: white space around it is layout (XML Schema Part 2 §3.2.17). */
export function simpleUri(element: XmlElement | undefined): string | undefined {
  return simpleText(element)?.trim();
}
