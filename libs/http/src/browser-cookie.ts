import type { FastifyReply, FastifyRequest } from 'fastify';

const COOKIE_VALUE = /^[\w.~-]*$/; // what tokens are made of; a part of RFC 6265 §4.1.1, so that nothing needs quoting

/**
 * One cookie of ours that carries a token: `__Host-<name>` (RFC 6265bis §4.1.3.2: Secure, this host alone, whole path) where PUBLIC_URL
 * is https, `<name>` on a laptop. Always HttpOnly. SameSite=None, which browsers take on https alone, is left out on http: Firefox and
 * Safari then send the cookie from other sites, and Chrome does for its first two minutes (its "Lax + POST" exception).
 */
export class BrowserCookie {
  readonly name: string;
  private readonly attributes: string;

  constructor(name: string, publicUrl: string, sameSite: 'Lax' | 'None') {
    const secure = publicUrl.startsWith('https:');
    this.name = secure ? `__Host-${name}` : name;
    const restriction = secure || sameSite === 'Lax' ? `; SameSite=${sameSite}` : '';
    this.attributes = `Path=/; HttpOnly${secure ? '; Secure' : ''}${restriction}`;
  }

  /** The token that the browser sent (the first, where it sent several), or undefined. */
  read(request: Pick<FastifyRequest, 'headers'>): string | undefined {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    const value = pairs.find((pair) => pair.startsWith(`${this.name}=`))?.slice(this.name.length + 1);
    return value === undefined || value === '' || !COOKIE_VALUE.test(value) ? undefined : value;
  }

  /** Hands the token to the browser, which forgets it at `expires`. @throws Error for a token that is not base64url */
  set(reply: FastifyReply, token: string, expires: Date): void {
    if (!COOKIE_VALUE.test(token)) throw new Error(`The value of the cookie ${this.name} is no token`);
    void reply.header('set-cookie', `${this.name}=${token}; Expires=${expires.toUTCString()}; ${this.attributes}`);
  }

  /** Makes the browser forget the token. */
  clear(reply: FastifyReply): void {
    this.set(reply, '', new Date(0));
  }
}
