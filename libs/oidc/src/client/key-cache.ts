import { type Configuration, type ExportedJWKSCache, getJwksCache, setJwksCache } from 'openid-client';

const MOST_PROVIDERS = 1_000;

/**
 * The keys of providers, by their addresses, for the whole process. openid-client reads them again after five minutes, and for a key
 * that it does not know at most once a minute.
 */
export class KeyCache {
  private readonly caches = new Map<string, ExportedJWKSCache>();

  lend(config: Configuration, jwksUri: string): void {
    const cache = this.caches.get(jwksUri);
    if (cache) setJwksCache(config, cache);
  }

  keep(config: Configuration, jwksUri: string): void {
    const cache = getJwksCache(config);
    if (!cache) return;
    this.caches.delete(jwksUri);
    this.caches.set(jwksUri, cache);
    const [oldest] = this.caches.keys();
    if (this.caches.size > MOST_PROVIDERS && oldest !== undefined) this.caches.delete(oldest);
  }
}
