import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The cookie of a session: `__Host-moovingon_session` (RFC 6265bis §4.1.3.2: Secure, this host alone, whole path) where PUBLIC_URL is
 * https, `moovingon_session` on a laptop. HttpOnly and SameSite=Lax always.
 */
export class SessionCookie {
  readonly name: string;
  private readonly attributes: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean };

  constructor(publicUrl: string) {
    const secure = publicUrl.startsWith('https:');
    this.name = secure ? '__Host-moovingon_session' : 'moovingon_session';
    this.attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure };
  }

  /** The token that the browser sent, or undefined. */
  read(request: Pick<FastifyRequest, 'headers'>): string | undefined {
    const header = request.headers.cookie;
    return header === undefined ? undefined : fastifyCookie.parse(header)[this.name] || undefined;
  }

  /** Hands the token to the browser; it forgets it at `expires`. */
  set(reply: FastifyReply, token: string, expires: Date): void {
    void reply.header('set-cookie', fastifyCookie.serialize(this.name, token, { ...this.attributes, expires }));
  }

  /** Makes the browser forget the token. */
  clear(reply: FastifyReply): void {
    void reply.header(
      'set-cookie',
      fastifyCookie.serialize(this.name, '', { ...this.attributes, expires: new Date(0), maxAge: 0 }),
    );
  }
}
