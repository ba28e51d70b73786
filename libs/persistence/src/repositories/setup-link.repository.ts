import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { MetadataProposalEntity, SetupLinkEntity } from '../entities/index.js';
import { deleteRows, findRow, findRows, insertRow, updateRows } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';

@Injectable()
export class SetupLinkRepository {
  async insert(tx: Tx, link: SetupLinkEntity): Promise<void> {
    await insertRow(tx, SetupLinkEntity, link);
  }

  findByToken(scope: ReadScope, tokenDigest: string, now: number): Promise<SetupLinkEntity | null> {
    return managerOf(scope).findOneBy(SetupLinkEntity, { tokenDigest, expiresAt: MoreThan(now) });
  }

  find(scope: ReadScope, integrationId: string, id: string): Promise<SetupLinkEntity | null> {
    return findRow(scope, SetupLinkEntity, { integrationId, id });
  }

  /** Those that are still good, in the order in which they were made: the rows after `after` (an id). */
  listGood(scope: ReadScope, integrationId: string, { now, after, limit }: { now: number; after: string | undefined; limit: number }): Promise<SetupLinkEntity[]> {
    const where = { integrationId, expiresAt: MoreThan(now), ...(after === undefined ? {} : { id: MoreThan(after) }) };
    return managerOf(scope).find(SetupLinkEntity, { where, order: { id: 'ASC' }, take: limit });
  }

  markUsed(tx: Tx, id: string, lastUsedAt: number): Promise<number> {
    return updateRows(tx, SetupLinkEntity, { id }, { lastUsedAt });
  }

  delete(tx: Tx, integrationId: string, id: string): Promise<number> {
    return deleteRows(tx, SetupLinkEntity, { integrationId, id });
  }
}

@Injectable()
export class MetadataProposalRepository {
  list(scope: ReadScope, integrationIds: readonly string[]): Promise<MetadataProposalEntity[]> {
    return findRows(scope, MetadataProposalEntity, { integrationId: integrationIds });
  }

  find(scope: ReadScope, integrationId: string): Promise<MetadataProposalEntity | null> {
    return findRow(scope, MetadataProposalEntity, { integrationId });
  }

  /** In the place of an earlier one. The integration's row is held by the caller. */
  async replace(tx: Tx, proposal: MetadataProposalEntity): Promise<void> {
    await deleteRows(tx, MetadataProposalEntity, { integrationId: proposal.integrationId });
    await insertRow(tx, MetadataProposalEntity, proposal);
  }

  delete(tx: Tx, integrationId: string): Promise<number> {
    return deleteRows(tx, MetadataProposalEntity, { integrationId });
  }
}
