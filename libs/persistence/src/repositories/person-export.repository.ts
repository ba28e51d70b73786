import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, LessThan, type ObjectLiteral } from 'typeorm';
import { ApiKeyEntity, AuditEventEntity, ProvisioningRecordEntity, SecondFactorEntity, SessionEntity, SignInAttemptEntity, type UserEntity } from '../entities/index.js';
import { findRows } from '../rows.js';
import { managerOf, query, type ReadScope } from '../scope.js';
import { sql } from '../sql.js';

/** What an integration calls a person. */
export interface ExportedIdentifier {
  readonly integrationId: string;
  readonly integrationName: string;
  readonly externalId: string;
}

/** As whom a person signed in last through an integration. */
export interface ExportedNameId {
  readonly integrationId: string;
  readonly integrationName: string;
  readonly nameId: string;
  readonly nameIdFormat: string | null;
  /** Milliseconds since the epoch. */
  readonly lastUsedAt: number;
}

export interface ExportedGroup {
  readonly id: string;
  readonly displayName: string;
}

const ROWS_AT_ONCE = 500;

type Batches<Row> = AsyncGenerator<readonly Row[], void>;

/** Everything that is kept of one person, for that person; the logs in batches, the newest first. */
@Injectable()
export class PersonExportRepository {
  identifiers(scope: ReadScope, { id }: UserEntity): Promise<ExportedIdentifier[]> {
    return query(scope, sql`SELECT integration.id AS "integrationId", integration.name AS "integrationName", named.value AS "externalId"
      FROM external_ids named JOIN integrations integration ON integration.id = named.integration_id WHERE named.resource_id = ${id} ORDER BY integration.id`);
  }

  async lastNameIds(scope: ReadScope, { id }: UserEntity): Promise<ExportedNameId[]> {
    const rows = await query<ExportedNameId>(scope, sql`SELECT integration.id AS "integrationId", integration.name AS "integrationName", used.name_id AS "nameId", used.name_id_format AS "nameIdFormat", used.last_used_at AS "lastUsedAt"
      FROM last_name_ids used JOIN integrations integration ON integration.id = used.integration_id WHERE used.user_id = ${id} ORDER BY integration.id`);
    return rows.map((row) => ({ ...row, lastUsedAt: Number(row.lastUsedAt) }));
  }

  groups(scope: ReadScope, { id }: UserEntity): Promise<ExportedGroup[]> {
    return query(scope, sql`SELECT "group".id AS id, "group".display_name AS "displayName"
      FROM group_members member JOIN "groups" "group" ON "group".id = member.group_id WHERE member.member_id = ${id} ORDER BY "group".sequence`);
  }

  sessions(scope: ReadScope, { id: userId }: UserEntity): Promise<SessionEntity[]> {
    return findRows(scope, SessionEntity, { userId }, ['id']);
  }

  apiKeys(scope: ReadScope, { id: userId }: UserEntity): Promise<ApiKeyEntity[]> {
    return findRows(scope, ApiKeyEntity, { userId }, ['id']);
  }

  secondFactors(scope: ReadScope, { id: userId }: UserEntity): Promise<SecondFactorEntity[]> {
    return findRows(scope, SecondFactorEntity, { userId }, ['id']);
  }

  signIns(scope: ReadScope, { accountId, id: userId }: UserEntity): Batches<SignInAttemptEntity> {
    return batches(scope, SignInAttemptEntity, [{ accountId, userId }]);
  }

  provisioningRecords(scope: ReadScope, { accountId, id: resourceId }: UserEntity): Batches<ProvisioningRecordEntity> {
    return batches(scope, ProvisioningRecordEntity, [{ accountId, resourceId }]);
  }

  /** About the person, and by the person: in a session, or with one of the keys. Of the person's account alone. */
  auditEvents(scope: ReadScope, { accountId, id }: UserEntity, keyIds: readonly string[]): Batches<AuditEventEntity> {
    return batches(scope, AuditEventEntity, [
      { accountId, subjectId: id },
      { accountId, actorId: In([id, ...keyIds]) },
    ]);
  }
}

async function* batches<Row extends ObjectLiteral & { id: string }>(scope: ReadScope, entity: new () => Row, where: readonly FindOptionsWhere<Row>[]): Batches<Row> {
  for (let before: string | undefined; ; ) {
    const older = before === undefined ? {} : { id: LessThan(before) };
    const rows = await managerOf(scope).find(entity, { where: where.map((each) => ({ ...each, ...older })), order: { id: 'DESC' } as never, take: ROWS_AT_ONCE });
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    before = rows.at(-1)?.id;
  }
}
