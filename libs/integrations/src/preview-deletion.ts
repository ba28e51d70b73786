import { Injectable } from '@nestjs/common';
import { AccountRepository, IntegrationRepository, ReadScope, UserRepository, type UserEntity } from '@app/persistence';
import type { Deletion } from './delete-integration.js';
import { IntegrationWork } from './integration-work.js';

/** What deleting an integration would do, and to whom. */
export interface DeletionPreview extends Deletion {
  /** Whether a provisioning client works with it, which is refused from then on. */
  readonly scimEnabled: boolean;
  /** Those who could not sign in any more: no other integration is verified, and they have no password that the account takes. */
  readonly withoutWayIn: { readonly total: number; readonly people: readonly UserEntity[] };
}

const MOST_SHOWN = 100;
const NOBODY = { total: 0, people: [] };

@Injectable()
export class PreviewDeletion {
  constructor(
    private readonly work: IntegrationWork,
    private readonly integrations: IntegrationRepository,
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
    private readonly reads: ReadScope,
  ) {}

  /** @throws Problem `integration_unknown` (404) */
  async preview(accountId: string, id: string): Promise<DeletionPreview> {
    const { name, scimEnabled } = await this.work.find(accountId, id);
    const { sessions, people, groups } = await this.integrations.countConcerned(this.reads, accountId, id);
    return { id, name, endedSessions: sessions, releasedPeople: people, releasedGroups: groups, scimEnabled, withoutWayIn: await this.withoutWayIn(accountId, id) };
  }

  private async withoutWayIn(accountId: string, id: string): Promise<DeletionPreview['withoutWayIn']> {
    if (await this.integrations.hasOtherVerified(this.reads, accountId, id)) return NOBODY;
    const account = await this.accounts.find(this.reads, accountId);
    return this.users.findWithoutPassword(this.reads, accountId, account?.ssoRequired ?? false, MOST_SHOWN);
  }
}
