import { foldCase } from '@app/kernel';
import type { IdentityProvider } from './identity-provider.js';
import { refuseIdentityProvider } from './problems.js';

/** The identity providers there are: made once, from the one list of plugins. */
export class IdentityProviderRegistry {
  private readonly providers: ReadonlyMap<string, IdentityProvider>;

  constructor(providers: readonly IdentityProvider[]) {
    this.providers = new Map(providers.map((provider) => [provider.key, provider]));
    if (this.providers.size < providers.length) throw new Error('Two identity providers have the same key');
  }

  /** All of them, by name. */
  list(): readonly IdentityProvider[] {
    return [...this.providers.values()].sort((left, right) => (foldCase(left.name) < foldCase(right.name) ? -1 : 1));
  }

  /** Those in whose name, key, summary or search words every word of the text occurs; all of them for an empty text. */
  search(text: string): readonly IdentityProvider[] {
    const words = foldCase(text).split(/\s+/).filter(Boolean);
    return this.list().filter(({ key, name, summary, searchWords, protocol }) => {
      const described = foldCase([key, name, summary, protocol, ...searchWords].join('\n'));
      return words.every((word) => described.includes(word));
    });
  }

  find(key: string): IdentityProvider | undefined {
    return this.providers.get(key);
  }

  /** @throws Problem `provider_unknown` (400) */
  get(key: string): IdentityProvider {
    const provider = this.find(key);
    if (provider) return provider;
    const expected = [...this.providers.keys()].sort().join(', ');
    throw refuseIdentityProvider('provider_unknown', `No identity provider has this key, expected one of ${expected}, received ${JSON.stringify(key.slice(0, 60))}`);
  }
}
