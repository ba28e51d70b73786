import { Injectable } from '@nestjs/common';
import { AccountEntity, AuditEventEntity, ProvisioningRecordEntity, SignInAttemptEntity } from '../entities/index.js';
import { deleteRows, heldForRemoval, write } from '../rows.js';
import { managerOf, query, type ReadScope, type Tx } from '../scope.js';
import { sql, trustedSql } from '../sql.js';

/** What goes with an account, counted by kind. */
export const accountContents = { users: 'users', groups: 'groups', integrations: 'integrations', apiKeys: 'api_keys', sessions: 'sessions', webhooks: 'webhooks', auditEvents: 'audit_events', signIns: 'sign_in_attempts', provisioningRecords: 'provisioning_records' } as const;

export type AccountContents = Readonly<Record<keyof typeof accountContents, number>>;

const LOGS = [AuditEventEntity, SignInAttemptEntity, ProvisioningRecordEntity];

/** The end of an account with everything that is its own. */
@Injectable()
export class AccountRemovalRepository {
  async count(scope: ReadScope, accountId: string): Promise<AccountContents> {
    const counts: [string, number][] = [];
    for (const [name, table] of Object.entries(accountContents)) {
      const [row] = await query<{ total: number | string }>(scope, sql`SELECT COUNT(*) AS total FROM ${trustedSql(table)} WHERE account_id = ${accountId}`);
      counts.push([name, Number(row?.total)]);
    }
    return Object.fromEntries(counts) as AccountContents;
  }

  /** The row as it is now, and nothing that refers to it may come any more until the unit of work ends. */
  findForRemoval(tx: Tx, id: string): Promise<AccountEntity | null> {
    return managerOf(tx).findOne(AccountEntity, { where: { id }, ...heldForRemoval(tx) });
  }

  /**
   * The account goes first: what refers to it goes with it, and audit events may go only when it is not there any more. Then whatever
   * else is known to be of an account, in every table that there is, so that no new table is forgotten.
   */
  async remove(tx: Tx, accountId: string): Promise<void> {
    await deleteRows(tx, AccountEntity, { id: accountId });
    for (const table of this.tablesOfAccounts(tx)) await write(tx, sql`DELETE FROM ${trustedSql(`"${table}"`)} WHERE account_id = ${accountId}`);
  }

  /** Lines that requests under way have written to the logs after the account had gone; from `firstId` on. @returns how many */
  async removeLateLines(tx: Tx, accountId: string, firstId: string): Promise<number> {
    let removed = 0;
    for (const log of LOGS) removed += await write(tx, sql`DELETE FROM ${trustedSql(managerOf(tx).dataSource.getMetadata(log).tableName)} WHERE id >= ${firstId} AND account_id = ${accountId}`);
    return removed;
  }

  private tablesOfAccounts(scope: ReadScope): string[] {
    return managerOf(scope)
      .dataSource.entityMetadatas.filter(({ columns }) => columns.some(({ databaseName }) => databaseName === 'account_id'))
      .map(({ tableName }) => tableName);
  }
}
