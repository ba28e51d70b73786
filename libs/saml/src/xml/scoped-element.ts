/** An element that is being read, with the prefixes that are declared where it stands (Namespaces in XML 1.0 §6). */
export interface ScopedElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: ScopedElement[];
  text: string;
  /** The name as written, which the end tag must repeat. */
  readonly tag: string;
  /** Prefixes in scope; '' is the default namespace. */
  readonly scope: ReadonlyMap<string, string>;
}

export const XML_NS = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** What is around the root. */
export function newDocument(): ScopedElement {
  return newElement('', '', '', new Map([['xml', XML_NS]]));
}

/** @param refuse where the prefix is declared nowhere */
export function openElement(tag: string, scope: ScopedElement['scope'], refuse: () => never): ScopedElement {
  const [prefix, name] = splitName(tag);
  return newElement(uriOf(scope, prefix, refuse), name, tag, scope);
}

/** The key of an attribute among {@link ScopedElement.attributes}. @param refuse where the prefix is declared nowhere */
export function attributeKey(attribute: string, scope: ScopedElement['scope'], refuse: () => never): string {
  const [prefix, name] = splitName(attribute);
  return prefix === '' ? name : `{${uriOf(scope, prefix, refuse)}}${name}`;
}

export function isDeclaration(attribute: string): boolean {
  return attribute === 'xmlns' || attribute.startsWith('xmlns:');
}

/** The prefix that a declaration is of; '' for the default namespace. */
export function declaredPrefix(declaration: string): string {
  return declaration.slice('xmlns:'.length);
}

function newElement(namespace: string, name: string, tag: string, scope: ScopedElement['scope']): ScopedElement {
  return { namespace, name, attributes: new Map(), children: [], text: '', tag, scope };
}

export function splitName(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** @param refuse where the prefix is declared nowhere */
export function uriOf(scope: ScopedElement['scope'], prefix: string, refuse: () => never): string {
  const uri = scope.get(prefix);
  if (uri === undefined && prefix !== '') return refuse();
  return uri ?? '';
}
