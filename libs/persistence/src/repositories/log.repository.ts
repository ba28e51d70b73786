import { Injectable } from '@nestjs/common';
import { And, type FindOptionsWhere, IsNull, LessThan, MoreThanOrEqual } from 'typeorm';
import { earliestIdAt, MINUTE } from '@app/kernel';
import { AuditEventEntity, ProvisioningRecordEntity, SignInAttemptEntity } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { insertRow, write } from '../rows.js';
import { managerOf, query, type ReadScope, type Tx } from '../scope.js';
import { joinSql, listSql, sql, type SqlValue, trustedSql } from '../sql.js';

/** A page of a log, the newest first: the rows before `before` (an id; from the newest where it is missing). */
export interface LogPage {
  readonly before?: string | undefined;
  readonly limit: number;
}

const olderThan = ({ before }: LogPage) => (before === undefined ? {} : { id: LessThan(before) });

/** Which lines of a log are counted: those of the integration from `firstId` on, at most so many of the newest. */
export interface CountedLines {
  readonly integrationId: string;
  readonly firstId: string;
  readonly atMost: number;
}

const DAY = 86_400_000;

/** `columns` are ours; what is grouped is bounded, so that a long log costs no more than `atMost` lines. */
function countByDaySql(table: 'sign_in_attempts' | 'provisioning_records', columns: string, { integrationId, firstId, atMost }: CountedLines) {
  const from = trustedSql(table);
  const counted = trustedSql(columns);
  return sql`SELECT line.at / ${trustedSql(String(DAY))} AS "day", ${counted}, COUNT(*) AS "count", MIN(line.at) AS "first" FROM
    (SELECT * FROM ${from} WHERE integration_id = ${integrationId} AND id >= ${firstId} ORDER BY id DESC ${limitSql(atMost)}) line
    GROUP BY line.at / ${trustedSql(String(DAY))}, ${counted}`;
}

/** Which events are meant; what is undefined does not narrow. */
export interface AuditFilter {
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  /** What it did, or what happened to it: whoever has this id is actor or subject. */
  readonly partyId?: string | undefined;
  /** From this instant on, in milliseconds. */
  readonly from?: number | undefined;
  /** Before this instant. */
  readonly to?: number | undefined;
}

function whereOf(accountId: string, { before }: LogPage, { from, to, partyId, ...equal }: AuditFilter): FindOptionsWhere<AuditEventEntity>[] {
  const said = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined));
  const bounds = [
    ...(before === undefined ? [] : [LessThan(before)]),
    // The index is by id, which grows with time, give or take the clocks of the instances.
    ...(from === undefined ? [] : [MoreThanOrEqual(earliestIdAt(Math.max(0, from - MINUTE)))]),
    ...(to === undefined ? [] : [LessThan(earliestIdAt(Math.max(0, to + MINUTE)))]),
  ];
  const instants = [...(from === undefined ? [] : [MoreThanOrEqual(from)]), ...(to === undefined ? [] : [LessThan(to)])];
  const common = { ...said, accountId, ...(bounds.length > 0 && { id: And(...bounds) }), ...(instants.length > 0 && { at: And(...instants) }) };
  const parties = partyId === undefined ? [{}] : [{ actorId: partyId }, { subjectId: partyId }];
  return parties.map((party) => ({ ...common, ...party }) as FindOptionsWhere<AuditEventEntity>);
}

@Injectable()
export class AuditEventRepository {
  async insert(tx: Tx, event: AuditEventEntity): Promise<void> {
    tx.leaveToCommit(insertRow(tx, AuditEventEntity, event));
  }

  /** The ids of those to whom it happened, in events from an id on. */
  async listSubjects(scope: ReadScope, action: string, firstId: string): Promise<string[]> {
    const rows = await query<{ id: string }>(scope, sql`SELECT DISTINCT subject_id AS id FROM audit_events WHERE id >= ${firstId} AND action = ${action} AND subject_id IS NOT NULL`);
    return rows.map(({ id }) => id);
  }

  listByAccount(scope: ReadScope, accountId: string, page: LogPage, filter: AuditFilter = {}): Promise<AuditEventEntity[]> {
    return managerOf(scope).find(AuditEventEntity, { where: whereOf(accountId, page, filter), order: { id: 'DESC' }, take: page.limit });
  }
}

@Injectable()
export class SignInAttemptRepository {
  async insert(tx: Tx, attempt: SignInAttemptEntity): Promise<void> {
    tx.leaveToCommit(insertRow(tx, SignInAttemptEntity, attempt));
  }

  listByIntegration(scope: ReadScope, integrationId: string, page: LogPage): Promise<SignInAttemptEntity[]> {
    return managerOf(scope).find(SignInAttemptEntity, { where: { integrationId, ...olderThan(page) }, order: { id: 'DESC' }, take: page.limit });
  }

  /** How many there were on each day (whole days of UTC since the epoch), by outcome. */
  countByDay(scope: ReadScope, lines: CountedLines): Promise<{ day: number; outcome: string; count: number; first: number }[]> {
    return query(scope, countByDaySql('sign_in_attempts', 'line.outcome', lines));
  }

  /** When somebody last signed in through each of the integrations, as far back as the log goes. */
  async listLastAccepted(scope: ReadScope, integrationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (integrationIds.length === 0) return new Map();
    type Row = { id: string; at: number | null };
    const rows = await query<Row>(
      scope,
      sql`SELECT i.id AS "id", (SELECT a.at FROM sign_in_attempts a WHERE a.integration_id = i.id AND a.outcome = 'signed_in' ORDER BY a.id DESC LIMIT 1) AS "at"
          FROM integrations i WHERE i.id IN (${listSql(integrationIds)})`,
    );
    return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, Number(at)]])));
  }

  findByReference(scope: ReadScope, reference: string): Promise<SignInAttemptEntity[]> {
    return managerOf(scope).find(SignInAttemptEntity, { where: { reference }, order: { id: 'DESC' }, take: 50 });
  }

  /** Those of which no account is known. */
  listOfNobody(scope: ReadScope, page: LogPage): Promise<SignInAttemptEntity[]> {
    return managerOf(scope).find(SignInAttemptEntity, { where: { accountId: IsNull(), ...olderThan(page) }, order: { id: 'DESC' }, take: page.limit });
  }
}

const ROWS_AT_ONCE = 100;

const RECORD_COLUMNS: readonly { readonly name: string; readonly of: (record: ProvisioningRecordEntity) => SqlValue }[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'account_id', of: ({ accountId }) => accountId },
  { name: 'integration_id', of: ({ integrationId }) => integrationId },
  { name: 'at', of: ({ at }) => at },
  { name: 'method', of: ({ method }) => method },
  { name: 'path', of: ({ path }) => path },
  { name: 'status', of: ({ status }) => status },
  { name: 'code', of: ({ code }) => code },
  { name: 'reference', of: ({ reference }) => reference },
  { name: 'address', of: ({ address }) => address },
  { name: 'resource_id', of: ({ resourceId }) => resourceId },
  { name: 'detail', of: ({ detail }) => detail },
  { name: 'changes', of: ({ changes }) => (changes === null ? null : JSON.stringify(changes)) },
];

@Injectable()
export class ProvisioningRecordRepository {
  async insert(tx: Tx, record: ProvisioningRecordEntity): Promise<void> {
    await this.insertMany(tx, [record]);
  }

  /** By hand, since it is done for every request; a statement takes no more parameters than the engines allow. */
  async insertMany(tx: Tx, records: readonly ProvisioningRecordEntity[]): Promise<void> {
    for (let start = 0; start < records.length; start += ROWS_AT_ONCE) {
      const rows = records.slice(start, start + ROWS_AT_ONCE).map((row) => sql`(${listSql(RECORD_COLUMNS.map(({ of }) => of(row)))})`);
      tx.leaveToCommit(write(tx, sql`INSERT INTO provisioning_records (${trustedSql(RECORD_COLUMNS.map(({ name }) => name).join(', '))}) VALUES ${joinSql(rows, ', ')}`));
    }
  }

  listByIntegration(scope: ReadScope, integrationId: string, page: LogPage): Promise<ProvisioningRecordEntity[]> {
    return managerOf(scope).find(ProvisioningRecordEntity, { where: { integrationId, ...olderThan(page) }, order: { id: 'DESC' }, take: page.limit });
  }

  /** How many there were on each day (whole days of UTC since the epoch), by method and status. */
  countByDay(scope: ReadScope, lines: CountedLines): Promise<{ day: number; method: string; status: number; count: number; first: number }[]> {
    return query(scope, countByDaySql('provisioning_records', 'line.method, line.status', lines));
  }

  findByReference(scope: ReadScope, reference: string): Promise<ProvisioningRecordEntity[]> {
    return managerOf(scope).find(ProvisioningRecordEntity, { where: { reference }, order: { id: 'DESC' }, take: 1_000 });
  }

  /** Those of which no integration is known: refused, all of them. */
  listOfNobody(scope: ReadScope, page: LogPage): Promise<ProvisioningRecordEntity[]> {
    return managerOf(scope).find(ProvisioningRecordEntity, { where: { integrationId: IsNull(), ...olderThan(page) }, order: { id: 'DESC' }, take: page.limit });
  }
}
