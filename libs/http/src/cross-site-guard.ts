import type { FastifyRequest } from 'fastify';
import { isBelow } from './error-renderer.js';
import { refuseHttp } from './problems.js';
import type { SessionCookie } from './session-cookie.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const OWN_FETCH_SITES = new Set(['same-origin', 'none']);

/** What the {@link CrossSiteGuard} must know. */
export interface CrossSiteGuardOptions {
  readonly publicUrl: string;
  readonly sessionCookie: SessionCookie;
  /** Paths that other sites post to by design and that look at no session cookie: identity providers at `/sso`. */
  readonly exemptPaths: readonly string[];
}

/**
 * Refuses writes that another site makes a browser send with the session cookie, or to get one. Browsers say where a write comes from in
 * `Origin` and `Sec-Fetch-Site`; a client that says neither is no browser and is served. `Authorization: Bearer` is attached by no
 * browser on its own and is exempt: whoever authenticates a request with it must then not look at the cookie.
 */
export class CrossSiteGuard {
  private readonly origin: string;

  constructor(private readonly options: CrossSiteGuardOptions) {
    this.origin = new URL(options.publicUrl).origin;
  }

  /** @throws Problem `cross_site_request` (403) */
  check(request: FastifyRequest): void {
    if (!this.isAtRisk(request)) return;
    const foreign = this.foreignSource(request);
    if (foreign === undefined) return;
    throw refuseHttp(
      'cross_site_request',
      `A write came from another site, expected the origin ${this.origin}, received ${foreign}`,
      {
        hint: `Open the application at ${this.origin}, or call the API with an API key (Authorization: Bearer).`,
      },
    );
  }

  private isAtRisk(request: FastifyRequest): boolean {
    if (SAFE_METHODS.has(request.method)) return false;
    if (this.options.exemptPaths.some((path) => isBelow(path, request.url))) return false;
    const authorization = request.headers.authorization ?? '';
    if (/^bearer /i.test(authorization)) return false;
    // Without cookie and credentials it can still be a sign-in, made by a stranger for a victim's browser.
    return authorization === '' || this.options.sessionCookie.read(request) !== undefined;
  }

  private foreignSource({ headers }: FastifyRequest): string | undefined {
    const site = headers['sec-fetch-site'];
    if (headers.origin !== undefined && headers.origin !== this.origin)
      return `Origin ${String(headers.origin).slice(0, 100)}`;
    if (site !== undefined && !OWN_FETCH_SITES.has(String(site))) return `Sec-Fetch-Site ${String(site).slice(0, 100)}`;
    return undefined;
  }
}
