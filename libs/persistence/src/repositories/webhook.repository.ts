import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { WebhookEntity } from '../entities/index.js';
import { deleteRows, findRow, findRowHeld, insertRow, updateRows } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';

/** The sealed secrets of a webhook, which are read by those who sign alone. */
export type WebhookSecrets = Pick<WebhookEntity, 'sealedSecret' | 'formerSealedSecret' | 'formerSecretExpiresAt'>;

/** A webhook without its secrets: they are not selected unless asked for. */
export type WebhookRow = Omit<WebhookEntity, 'sealedSecret' | 'formerSealedSecret'>;

@Injectable()
export class WebhookRepository {
  async insert(tx: Tx, webhook: WebhookEntity): Promise<void> {
    await insertRow(tx, WebhookEntity, webhook);
  }

  update(tx: Tx, id: string, changes: Partial<WebhookEntity>): Promise<number> {
    return updateRows(tx, WebhookEntity, { id }, changes);
  }

  /** With its deliveries and their log. */
  delete(tx: Tx, id: string): Promise<number> {
    return deleteRows(tx, WebhookEntity, { id });
  }

  find(scope: ReadScope, accountId: string, id: string): Promise<WebhookRow | null> {
    return findRow(scope, WebhookEntity, { accountId, id });
  }

  findById(scope: ReadScope, id: string): Promise<WebhookRow | null> {
    return findRow(scope, WebhookEntity, { id });
  }

  /** The row as it is now, held against everybody else until the unit of work ends; null when it is gone. */
  findForChange(tx: Tx, accountId: string, id: string): Promise<WebhookRow | null> {
    return findRowHeld(tx, WebhookEntity, { accountId, id }, 'change');
  }

  findSecrets(scope: ReadScope, id: string): Promise<WebhookSecrets | null> {
    return managerOf(scope).findOne(WebhookEntity, { where: { id }, select: { sealedSecret: true, formerSealedSecret: true, formerSecretExpiresAt: true } });
  }

  /** A page in the order of creation: the rows after `after` (an id). */
  listByAccount(scope: ReadScope, accountId: string, { after, limit }: { after?: string | undefined; limit: number }): Promise<WebhookRow[]> {
    const where = { accountId, ...(after === undefined ? {} : { id: MoreThan(after) }) };
    return managerOf(scope).find(WebhookEntity, { where, order: { id: 'ASC' }, take: limit });
  }

  countByAccount(scope: ReadScope, accountId: string): Promise<number> {
    return managerOf(scope).countBy(WebhookEntity, { accountId });
  }
}
