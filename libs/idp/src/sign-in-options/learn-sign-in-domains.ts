import { Injectable } from '@nestjs/common';
import { SignInDomainRepository, type Tx, type UserEntity } from '@app/persistence';
import { domainOf } from './domain-of.js';

const MOST_REMEMBERED = 10_000;

/** Learns from each sign-in that people of this domain come through this integration: once, and nothing is written at 9 in the morning. */
@Injectable()
export class LearnSignInDomains {
  private known = new Set<string>();

  constructor(private readonly domains: SignInDomainRepository) {}

  async learn(tx: Tx, integrationId: string, { userName, email }: Pick<UserEntity, 'userName' | 'email'>): Promise<void> {
    const domains = [...new Set([userName, email ?? ''].map(domainOf))].filter((domain) => domain !== undefined).sort();
    const fresh = domains.map((domain) => ({ domain, integrationId })).filter((row) => !this.known.has(keyOf(row)));
    if (fresh.length === 0) return;
    await this.domains.add(tx, fresh);
    tx.afterCommit(() => this.remember(fresh.map(keyOf)));
  }

  private remember(keys: readonly string[]): void {
    if (this.known.size >= MOST_REMEMBERED) this.known = new Set();
    for (const key of keys) this.known.add(key);
  }
}

const keyOf = ({ domain, integrationId }: { domain: string; integrationId: string }) => `${integrationId} ${domain}`;
