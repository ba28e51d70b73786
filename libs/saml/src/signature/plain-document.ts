import type { PlainElement } from '../xml/plain-element.js';
import { leaveRarities, writeCanonical } from '../xml/write-canonical.js';
import { ANYWHERE, type MessageDocument } from './signed-document.js';

// xml:id is a rarity.
const IDS = ['ID', 'Id'];

/** A message as the plain reader has read it, and its canonical form without libxml2. */
export class PlainDocument implements MessageDocument {
  private readonly elements: readonly PlainElement[];

  constructor(readonly root: PlainElement) {
    this.elements = withAllInside(root, []);
    this.elements.forEach(leaveRarities);
  }

  everyElement(name: keyof typeof ANYWHERE): readonly PlainElement[] {
    const names: readonly string[] = ANYWHERE[name];
    return this.elements.filter((element) => names.includes(element.name));
  }

  everyId(): readonly string[] {
    const ids: string[] = [];
    for (const { attributes } of this.elements)
      for (const name of IDS) if (attributes.has(name)) ids.push(attributes.get(name) as string);
    return ids;
  }

  canonicalize(element: PlainElement, inclusivePrefixes: readonly string[]): Buffer {
    return Buffer.from(writeCanonical(element, inclusivePrefixes));
  }
}

/** In the order of the document. */
function withAllInside(element: PlainElement, found: PlainElement[]): PlainElement[] {
  found.push(element);
  for (const child of element.children) withAllInside(child, found);
  return found;
}
