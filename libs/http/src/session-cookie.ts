import { BrowserCookie } from './browser-cookie.js';

/** The cookie of a session: `__Host-moovingon_session`, or `moovingon_session` where PUBLIC_URL is http. SameSite=Lax. */
export class SessionCookie extends BrowserCookie {
  constructor(publicUrl: string) {
    super('moovingon_session', publicUrl, 'Lax');
  }
}
