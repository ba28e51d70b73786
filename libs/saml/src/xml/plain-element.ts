import type { XmlElement } from './element.js';
import type { ScopedElement } from './scoped-element.js';

/** An attribute or a declaration of a namespace as it is written, its value decoded. */
export type WrittenAttribute = readonly [name: string, value: string];

/** What the plain reader makes of an element: what the general one does, and how it was written. */
export class PlainElement implements XmlElement, ScopedElement {
  readonly attributes = new Map<string, string>();
  readonly children: PlainElement[] = [];
  text = '';
  /** Texts and elements in their order. */
  readonly parts: (string | PlainElement)[] = [];

  constructor(
    readonly tag: string,
    readonly namespace: string,
    readonly name: string,
    readonly scope: ReadonlyMap<string, string>,
    readonly written: readonly WrittenAttribute[],
    readonly parent: PlainElement | null,
  ) {}

  get namespaceUri(): string {
    return this.namespace;
  }

  get content(): string {
    return this.text;
  }

  /** An attribute without a namespace. */
  attr(name: string): { readonly value: string } | null {
    const value = this.attributes.get(name);
    return value === undefined ? null : { value };
  }

  isSameNode(other: object): boolean {
    return this === other;
  }

  /** Takes the element out of what is canonicalised. */
  remove(): void {
    const parts = this.parent?.parts ?? [];
    parts.splice(parts.indexOf(this), 1);
  }
}
