/** What a person's browser does between this service and a provider: keeps cookies by their origins, and follows redirects one by one. */
export class RedirectFollower {
  private readonly jars = new Map<string, Map<string, string>>();

  async get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    const { origin } = new URL(url);
    const cookie = [...(this.jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { accept: 'application/json', ...headers, ...(cookie && { cookie }) } });
    this.keep(origin, response);
    return response;
  }

  /** Goes on from answer to answer until one does not redirect, or redirects to where it is told to stop. */
  async follow(url: string, stopAt: (url: string) => boolean = () => false): Promise<{ url: string; response: Response }> {
    for (let at = url, hops = 0; hops < 20; hops++) {
      const response = await this.get(at);
      const location = response.headers.get('location');
      const next = location === null ? undefined : new URL(location, at).href;
      if (next === undefined || stopAt(next)) return { url: next ?? at, response };
      at = next;
    }
    throw new Error('The browser was sent around in circles');
  }

  cookie(url: string, name: string): string | undefined {
    return this.jars.get(new URL(url).origin)?.get(name);
  }

  private keep(origin: string, response: Response): void {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const at = pair.indexOf('=');
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}
