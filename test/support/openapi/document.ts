import { readFileSync } from 'node:fs';

export interface Media {
  readonly schema?: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

export interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Media>> }>>;
}

export interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Record<string, unknown>>> };
}

/** The description of the API as it is in docs/, which a test holds against what the service shows. */
export function readDocument(): Document {
  return JSON.parse(readFileSync('openapi.json', 'utf8')) as Document;
}

export interface Found {
  readonly template: string;
  /** Undefined where the path has no such method. */
  readonly operation: Operation | undefined;
}

/** The operation of a request; a path without parameters goes before one with. */
export function findOperation({ paths }: Document, method: string, path: string): Found | undefined {
  const segments = path.replace(/^\/|\/$/g, '').split('/');
  const fitting = Object.keys(paths).filter((template) => fits(template, segments));
  const [template] = fitting.sort((one, other) => parameterCount(one) - parameterCount(other));
  if (template === undefined) return undefined;
  return { template, operation: paths[template]?.[method === 'HEAD' ? 'get' : method.toLowerCase()] };
}

function fits(template: string, segments: readonly string[]): boolean {
  const expected = template.replace(/^\/|\/$/g, '').split('/');
  return expected.length === segments.length && expected.every((segment, position) => segment.includes('{') || segment === segments[position]);
}

const parameterCount = (template: string) => template.split('{').length;
