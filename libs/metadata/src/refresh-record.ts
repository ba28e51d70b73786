import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import type { Problem } from '@app/kernel';
import { IntegrationRepository, MetadataReadingRepository, UnitOfWork, type IntegrationEntity } from '@app/persistence';
import { MetadataStore } from './metadata-store.js';
import { isSame, summarize, type ReadMetadata } from './provided.js';

export type RefreshOutcome =
  /** Applied; or the same as before. */
  | { readonly outcome: 'changed' | 'unchanged' }
  /** The integration is gone, or its metadata was pasted. */
  | { readonly outcome: 'no-url' }
  /** An instance tried a moment ago. */
  | { readonly outcome: 'too-soon' }
  /** An administrator changed the integration in the meantime; his word holds. */
  | { readonly outcome: 'superseded' }
  /** What was there is kept. */
  | { readonly outcome: 'failed'; readonly problem: Problem };

/** Applies what a refresh has read, or notes why it came to nothing. */
@Injectable()
export class RefreshRecord {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly integrations: IntegrationRepository,
    private readonly readings: MetadataReadingRepository,
    private readonly store: MetadataStore,
    private readonly audit: AuditTrail,
  ) {}

  success(seen: IntegrationEntity, metadata: ReadMetadata, actor: Actor): Promise<RefreshOutcome> {
    return this.unitOfWork.run(async (tx) => {
      const integration = await this.integrations.findForChange(tx, seen.id);
      if (integration?.metadataUrl !== seen.metadataUrl || integration?.issuer !== seen.issuer) return { outcome: 'superseded' };
      await this.readings.note(tx, seen.id, null);
      const before = await this.store.current(tx, integration);
      if (isSame(before, metadata)) {
        await this.store.confirm(tx, seen.id, metadata);
        return { outcome: 'unchanged' };
      }
      await this.store.update(tx, integration, {}, metadata);
      await this.audit.record(tx, { ...entryFor(integration, actor), action: 'integration.metadata_refreshed', before: summarize(before), after: summarize(metadata) });
      return { outcome: 'changed' };
    });
  }

  failure(seen: IntegrationEntity, problem: Problem, actor: Actor): Promise<RefreshOutcome> {
    return this.unitOfWork.run(async (tx) => {
      const text = problem.hint ? `${problem.detail} ${problem.hint}` : problem.detail;
      // The same failure every few hours is one event.
      if (await this.readings.note(tx, seen.id, text)) {
        const after = { code: problem.code, detail: problem.detail };
        await this.audit.record(tx, { ...entryFor(seen, actor), action: 'integration.metadata_refresh_failed', after });
      }
      return { outcome: 'failed', problem };
    });
  }
}

function entryFor({ accountId, id, name }: IntegrationEntity, actor: Actor) {
  return { accountId, actor, subject: { kind: 'integration', id, name } };
}
