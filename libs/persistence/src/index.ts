/**
 * persistence: entities, repositories, migrations and the unit of work on SQLite and PostgreSQL.
 * Flow: `Database.open` (open, migrate) → {@link UnitOfWork}.run hands out a {@link Tx} → repositories take it to write,
 * or any {@link ReadScope} to read. What differs between the two engines stands here alone, and so does TypeORM.
 * Neighbours: settings, kernel.
 */
export { BackupRefusal } from './backup/backup-refusal.js';
export { restoreSqlite, type Restored } from './backup/restore.js';
export { backUpSqlite, type Snapshot } from './backup/snapshot.js';
export { Database, type OpenOptions } from './database.js';
export { isDatabaseFull, isDatabaseUnavailable } from './database-unavailable.js';
export type { Dialect } from './dialect.js';
export * from './entities/index.js';
export { PersistenceModule } from './persistence.module.js';
export * from './repositories/index.js';
export type { AccountContents } from './repositories/account-removal.repository.js';
export type { ApiKeyWithUser } from './repositories/api-key.repository.js';
export type { CallerRow } from './repositories/caller-row.js';
export type { AddedMembers, GroupMemberRow } from './repositories/group-member.repository.js';
export type { LastCertificate } from './repositories/certificate-warning.repository.js';
export type { AgingLog, EndingRows } from './repositories/ended-row.repository.js';
export type { AuditFilter, CountedLines, LogPage } from './repositories/log.repository.js';
export type { RefusedName, ResemblingPerson } from './repositories/identity-check.repository.js';
export { externalIdSql } from './repositories/resource-search.js';
export type { MixedPage, MixedPosition } from './repositories/scim-resource.repository.js';
export type { OffsetPlace, ResourceOrder, ResourcePage, ResourcePosition, ResourceSearch } from './repositories/resource-search.js';
export { groupMembersSql, type ScimGroupRow, type ScimMemberRow } from './repositories/scim-group.repository.js';
export type { AncestorGroup, ScimReader, ScimUserRow } from './repositories/scim-user.repository.js';
export type { ScimCredentialMatch, ScimIntegration, SealedScimCredential, StoredScimSecret } from './repositories/scim-credential.repository.js';
export type { ExportedGroup, ExportedIdentifier } from './repositories/person-export.repository.js';
export type { ForeseenBrake, WaitingPerson } from './repositories/provisioning-brake.repository.js';
export type { SessionWithUser } from './repositories/session.repository.js';
export type { UserWithPassword } from './repositories/user.repository.js';
export type { OfferedIntegration } from './repositories/sign-in-domain.repository.js';
export type { SignInRequestKey } from './repositories/sign-in.repository.js';
export type { ClaimedDelivery, DeliveryRow } from './repositories/webhook-delivery.repository.js';
export type { WebhookRow, WebhookSecrets } from './repositories/webhook.repository.js';
export { sealedColumns, type SealedColumn, type SealedRow } from './repositories/sealed-value.repository.js';
export { ReadScope } from './scope.js';
export type { Tx } from './scope.js';
export { txWithoutDatabase } from './tx-without-database.js';
export { endsWithSql, entriesSql, foldedSql, holdsSql, jsonFlagSql, jsonTextSql, startsWithSql, textSql } from './portable-sql.js';
export { joinSql, listSql, sql, sqlByEngine, trustedSql, type Sql, type SqlValue } from './sql.js';
export { UnitOfWork } from './unit-of-work.js';
