import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/audit';
import { Sessions } from '@app/directory';
import { MetadataStore } from '@app/metadata';
import { IntegrationRepository } from '@app/persistence';
import { IntegrationWork } from './integration-work.js';
import { SettingsAudit } from './settings-audit.js';

/** What deleting an integration does. */
export interface Deletion {
  readonly id: string;
  readonly name: string;
  /** Sessions that were opened through it. */
  readonly endedSessions: number;
  /** People whom it provisioned: they stay as they are, active or not, and are managed here. */
  readonly releasedPeople: number;
  /** Groups that it provisioned: they stay likewise, with their members. */
  readonly releasedGroups: number;
}

/** Deletes an integration with its credentials: nobody signs in through it any more, its provisioning client is refused. People stay. */
@Injectable()
export class DeleteIntegration {
  constructor(
    private readonly work: IntegrationWork,
    private readonly integrations: IntegrationRepository,
    private readonly sessions: Sessions,
    private readonly store: MetadataStore,
    private readonly audit: SettingsAudit,
  ) {}

  /** @throws Problem `integration_unknown` (404) */
  delete(accountId: string, id: string, actor: Actor): Promise<Deletion> {
    return this.work.change(accountId, id, async (tx, integration) => {
      const metadata = await this.store.current(tx, integration);
      const endedSessions = await this.sessions.endAllOfIntegration(tx, id);
      const { people, groups } = await this.integrations.release(tx, accountId, id);
      await this.integrations.delete(tx, id);
      const done = { endedSessions, releasedPeople: people, releasedGroups: groups };
      await this.audit.deleted(tx, actor, { integration, metadata }, done);
      return { id, name: integration.name, ...done };
    });
  }
}
