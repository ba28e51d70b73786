import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/audit';
import { SECOND } from '@app/kernel';
import { MetadataRefresher } from '@app/metadata';
import { IntegrationWork } from './integration-work.js';
import { refuseIntegration } from './problems.js';

const PAUSE = 10 * SECOND;

/** Reads the metadata address again because an administrator asks for it; the integration stays verified. */
@Injectable()
export class RefreshByHand {
  constructor(
    private readonly work: IntegrationWork,
    private readonly refresher: MetadataRefresher,
  ) {}

  /**
   * @throws Problem `integration_unknown` (404), `metadata_not_by_url` (409), `metadata_refresh_paused` (429), and what is wrong with the
   * metadata: `metadata_unreachable`, `metadata_address_refused`, `metadata_invalid` (400)
   */
  async refresh(accountId: string, id: string, actor: Actor): Promise<void> {
    await this.work.find(accountId, id);
    const result = await this.refresher.refresh(id, { actor, pauseMs: PAUSE });
    if (result.outcome === 'failed') throw result.problem;
    if (result.outcome === 'no-url') {
      throw refuseIntegration('metadata_not_by_url', 'The metadata of this integration has no address, expected a metadataUrl, received pasted metadata.', {
        hint: 'Change the integration: send metadataUrl, or the new metadataXml.',
      });
    }
    if (result.outcome === 'too-soon') {
      throw refuseIntegration('metadata_refresh_paused', `The metadata was read a moment ago, expected the next reading in ${PAUSE / SECOND} seconds.`, {
        headers: { 'retry-after': String(PAUSE / SECOND) },
      });
    }
  }
}
