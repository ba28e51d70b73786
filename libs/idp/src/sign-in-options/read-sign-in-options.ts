import { Injectable } from '@nestjs/common';
import { InMemoryRateLimiter, isStorableText, rateLimited, type RateLimit } from '@app/http';
import { addressesOf, IdentityProviderRegistry } from '@app/idp/contract';
import { Clock, MINUTE } from '@app/kernel';
import { type OfferedIntegration, ReadScope, SignInDomainRepository } from '@app/persistence';
import { Settings } from '@app/settings';
import { domainOf } from './domain-of.js';

/** Where a sign-in can begin for an e-mail address. */
export interface SignInOption {
  readonly loginUrl: string;
  /** The identity provider's name. */
  readonly provider: string;
  /** The account's name, where there are several to choose from. */
  readonly account: string | null;
}

// A domain of more accounts than this is nobody's own, such as that of a mail provider.
const MOST_OPTIONS = 5;
// A company at 9 in the morning comes from one address.
const FROM_ONE_ADDRESS: RateLimit = { limit: 600, windowMs: MINUTE };

/**
 * Where people of an e-mail domain sign in. The domain alone decides, never the person: a stranger hears the same, and as quickly, of
 * somebody who exists and of somebody who does not.
 */
@Injectable()
export class ReadSignInOptions {
  private readonly limiter: InMemoryRateLimiter;

  constructor(
    private readonly domains: SignInDomainRepository,
    private readonly reads: ReadScope,
    private readonly registry: IdentityProviderRegistry,
    private readonly settings: Settings,
    clock: Clock,
  ) {
    this.limiter = new InMemoryRateLimiter(clock);
  }

  /** @throws Problem `rate_limited` (429) */
  async of(email: string, address: string): Promise<readonly SignInOption[]> {
    const decision = await this.limiter.take(address, FROM_ONE_ADDRESS);
    if (!decision.allowed) throw rateLimited(decision, 'Too many e-mail addresses came from one address');
    const domain = domainOf(email);
    if (domain === undefined || !isStorableText(domain)) return [];
    const found = (await this.domains.listVerified(this.reads, domain, MOST_OPTIONS + 1)).filter((integration) => this.pluginOf(integration)?.capabilities.startsSignIn);
    return found.length > MOST_OPTIONS ? [] : found.map((integration) => this.show(integration, found.length > 1));
  }

  private show(integration: OfferedIntegration, isOneOfSeveral: boolean): SignInOption {
    const { loginUrl } = addressesOf(this.settings.publicUrl, integration);
    return { loginUrl, provider: this.pluginOf(integration)?.name ?? integration.provider, account: isOneOfSeveral ? integration.accountName : null };
  }

  private pluginOf({ provider }: OfferedIntegration) {
    return this.registry.find(provider);
  }
}
