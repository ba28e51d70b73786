type Matcher = readonly string[];

const PARAMETER = ':';
const REST = '*';

/** Remembers every route, to tell an address that does not exist (404) from a method that it does not have (405, RFC 9110 §15.5.6). */
export class RouteTable {
  private readonly routes = new Map<string, { readonly matcher: Matcher; readonly methods: Set<string> }>();

  add(methods: string | readonly string[], pattern: string): void {
    // A route for everything (the console's deep links) makes no address known.
    if (/^\/?\*$/.test(pattern)) return;
    const route = this.routes.get(pattern) ?? { matcher: segmentsOf(pattern), methods: new Set() };
    for (const method of [methods].flat()) route.methods.add(method);
    this.routes.set(pattern, route);
  }

  /** The methods that the address of a request has, sorted; none where it does not exist. `OPTIONS` is everywhere. */
  allowedMethods(url: string): readonly string[] {
    const segments = segmentsOf(url.split('?', 1)[0] as string);
    const methods = [...this.routes.values()]
      .filter(({ matcher }) => matches(matcher, segments))
      .flatMap((route) => [...route.methods]);
    return methods.length === 0 ? [] : [...new Set([...methods, 'OPTIONS'])].sort();
  }
}

function segmentsOf(path: string): Matcher {
  return path.replace(/^\/|\/$/g, '').split('/');
}

function matches(matcher: Matcher, segments: readonly string[]): boolean {
  const rest = matcher.at(-1) === REST;
  if (rest ? segments.length < matcher.length : segments.length !== matcher.length) return false;
  return matcher.every(
    (expected, at) =>
      expected === REST || expected === segments[at] || (expected.includes(PARAMETER) && segments[at] !== ''),
  );
}
