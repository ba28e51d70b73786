import { Injectable } from '@nestjs/common';
import { AccountRepository, IntegrationRepository, ReadScope } from '@app/persistence';
import type { Refusal, RefusalLine } from './refusal.js';

/** Puts names to the accounts and integrations of refusals. */
@Injectable()
export class RefusalOwners {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly integrations: IntegrationRepository,
    private readonly reads: ReadScope,
  ) {}

  async nameThem(lines: readonly RefusalLine[]): Promise<readonly Refusal[]> {
    const accounts = new Map((await this.accounts.findMany(this.reads, idsOf(lines, 'accountId'))).map(({ id, name }) => [id, { id, name }]));
    const integrations = new Map((await this.integrations.findMany(this.reads, idsOf(lines, 'integrationId'))).map(({ id, name }) => [id, { id, name }]));
    return lines.map((line) => ({ ...line, account: accounts.get(line.accountId ?? '') ?? null, integration: integrations.get(line.integrationId ?? '') ?? null }));
  }
}

function idsOf(lines: readonly RefusalLine[], name: 'accountId' | 'integrationId'): string[] {
  return [...new Set(lines.flatMap((line) => line[name] ?? []))];
}
