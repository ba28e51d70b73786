import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '@app/audit';
import { MINUTE, Problem } from '@app/kernel';
import { IntegrationRepository, ReadScope, type IntegrationEntity } from '@app/persistence';
import { MetadataReader, type MetadataSource } from './metadata-reader.js';
import { openIdProvidedOf } from './provided.js';
import { RefreshRecord, type RefreshOutcome } from './refresh-record.js';
import { RefreshTurns } from './refresh-turns.js';

export interface RefreshOptions {
  /** On whose behalf; the service by itself unless told. */
  readonly actor?: Actor;
  /** Nothing is read where any instance tried within the last so many milliseconds; a minute unless told. */
  readonly pauseMs?: number;
}

/**
 * Reads an integration's metadata URL again: after a signature that does not fit (the keys may have been changed), by a schedule, by hand.
 * What was read is judged before it is applied; what is there stays when the new is bad. The integration stays verified.
 */
@Injectable()
export class MetadataRefresher {
  private readonly underWay = new Map<string, Promise<RefreshOutcome>>();

  constructor(
    private readonly reader: MetadataReader,
    private readonly record: RefreshRecord,
    private readonly integrations: IntegrationRepository,
    private readonly reads: ReadScope,
    private readonly turns: RefreshTurns,
  ) {}

  /** Never throws for what the other side did: that is an outcome. Those who ask at the same time wait for the same reading. */
  refresh(integrationId: string, options: RefreshOptions = {}): Promise<RefreshOutcome> {
    const running = this.underWay.get(integrationId) ?? this.run(integrationId, options).finally(() => this.underWay.delete(integrationId));
    this.underWay.set(integrationId, running);
    return running;
  }

  private async run(integrationId: string, { actor = systemActor, pauseMs = MINUTE }: RefreshOptions): Promise<RefreshOutcome> {
    const integration = await this.integrations.findById(this.reads, integrationId);
    if (!integration?.metadataUrl) return { outcome: 'no-url' };
    if (!(await this.turns.take(integrationId, pauseMs))) return { outcome: 'too-soon' };
    try {
      const metadata = await this.reader.read(sourceOf(integration.metadataUrl, integration), integration.issuer ?? undefined);
      return await this.record.success(integration, metadata, actor);
    } catch (error) {
      // What is wrong on our own side says nothing about the metadata.
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      return this.record.failure(integration, error, actor);
    }
  }
}

function sourceOf(url: string, integration: IntegrationEntity): MetadataSource {
  const provider = openIdProvidedOf(integration);
  return provider ? { openIdIssuer: provider.issuer } : { url };
}
