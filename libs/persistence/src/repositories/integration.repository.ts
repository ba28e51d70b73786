import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, Not } from 'typeorm';
import { GroupEntity, IntegrationCertificateEntity, IntegrationEntity, SessionEntity, UserEntity } from '../entities/index.js';
import { deleteRows, findRow, findRowHeld, findRows, insertRow, insertRowsIfAbsent, queryHeldRows, updateRows, write, writeReturning } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';
import { isUniqueViolation } from '../unique-violation.js';

/** How many people and groups an integration provisions. */
export interface ManagedResources {
  readonly people: number;
  readonly groups: number;
}

@Injectable()
export class IntegrationRepository {
  /** @returns false where another integration, of whatever account, has the unique identifier */
  async insert(tx: Tx, integration: IntegrationEntity): Promise<boolean> {
    return (await insertRowsIfAbsent(tx, IntegrationEntity, [integration])) === 1;
  }

  update(tx: Tx, id: string, changes: Partial<IntegrationEntity>): Promise<number> {
    return updateRows(tx, IntegrationEntity, { id }, changes);
  }

  /** Sets when somebody first signed in, where nobody had yet. */
  async markVerified(tx: Tx, id: string, at: number): Promise<void> {
    const changes = { verifiedAt: at, updatedAt: at, version: () => 'version + 1' };
    await managerOf(tx).createQueryBuilder().update(IntegrationEntity).set(changes).where({ id, verifiedAt: IsNull() }).execute();
  }

  /** @returns false where another integration, of whatever account, has the unique identifier; then the unit of work cannot go on */
  async updateUnlessTaken(tx: Tx, id: string, changes: Partial<IntegrationEntity>): Promise<boolean> {
    try {
      await updateRows(tx, IntegrationEntity, { id }, changes);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  delete(tx: Tx, id: string): Promise<number> {
    return deleteRows(tx, IntegrationEntity, { id });
  }

  /** People and groups that the integration provisioned are managed here from now on, and stay as they are. */
  async release(tx: Tx, accountId: string, id: string): Promise<ManagedResources> {
    const groups = await updateRows(tx, GroupEntity, { accountId, managedBy: id }, { managedBy: null });
    const people = await updateRows(tx, UserEntity, { accountId, managedBy: id }, { managedBy: null });
    await updateRows(tx, UserEntity, { accountId, deactivationHeldBy: id }, { deactivationHeldBy: null });
    return { people, groups };
  }

  /** People and groups of one integration belong to another one, under the external ids that they had, where it has given them none yet. */
  async moveManaged(tx: Tx, accountId: string, from: string, to: string): Promise<ManagedResources & { externalIds: number }> {
    const groups = await updateRows(tx, GroupEntity, { accountId, managedBy: from }, { managedBy: to });
    const people = await updateRows(tx, UserEntity, { accountId, managedBy: from }, { managedBy: to });
    await updateRows(tx, UserEntity, { accountId, deactivationHeldBy: from }, { deactivationHeldBy: null });
    const moved = await writeReturning(tx, sql`INSERT INTO external_ids (integration_id, resource_id, value)
      SELECT ${to}, resource_id, value FROM external_ids WHERE integration_id = ${from} ON CONFLICT (integration_id, resource_id) DO NOTHING RETURNING resource_id`);
    await write(tx, sql`DELETE FROM external_ids WHERE integration_id = ${from}`);
    return { people, groups, externalIds: moved.length };
  }

  /** What hangs on the integration. */
  async countConcerned(scope: ReadScope, accountId: string, id: string): Promise<ManagedResources & { sessions: number }> {
    const people = await managerOf(scope).countBy(UserEntity, { accountId, managedBy: id });
    const groups = await managerOf(scope).countBy(GroupEntity, { accountId, managedBy: id });
    const sessions = await managerOf(scope).countBy(SessionEntity, { integrationId: id });
    return { people, groups, sessions };
  }

  /** Whether people of the account can sign in through another integration than this one. */
  async hasOtherVerified(scope: ReadScope, accountId: string, id: string): Promise<boolean> {
    return (await managerOf(scope).countBy(IntegrationEntity, { accountId, id: Not(id), verifiedAt: Not(IsNull()) })) > 0;
  }

  find(scope: ReadScope, accountId: string, id: string): Promise<IntegrationEntity | null> {
    return findRow(scope, IntegrationEntity, { accountId, id });
  }

  /** The row as it is now, held against everybody else until the unit of work ends; null when it is gone. */
  findForChange(tx: Tx, id: string): Promise<IntegrationEntity | null> {
    return findRowHeld(tx, IntegrationEntity, { id }, 'removal');
  }

  /** The row as it is now; nobody can change or delete it until the unit of work ends, but others may look in the same way. */
  findForSignIn(tx: Tx, id: string): Promise<IntegrationEntity | null> {
    return findRowHeld(tx, IntegrationEntity, { id }, 'share');
  }

  /** Its version alone, held in the same way; undefined where the integration is gone. */
  async findVersionForSignIn(tx: Tx, id: string): Promise<number | undefined> {
    const [row] = await queryHeldRows<{ version: number | string }>(tx, sql`SELECT version FROM integrations WHERE id = ${id}`, 'share');
    return row && Number(row.version);
  }

  findById(scope: ReadScope, id: string): Promise<IntegrationEntity | null> {
    return findRow(scope, IntegrationEntity, { id });
  }

  findMany(scope: ReadScope, ids: readonly string[]): Promise<IntegrationEntity[]> {
    return findRows(scope, IntegrationEntity, { id: ids });
  }

  findByUniqueIdentifier(scope: ReadScope, uniqueIdentifier: string): Promise<IntegrationEntity | null> {
    return findRow(scope, IntegrationEntity, { uniqueIdentifier });
  }

  findByScimUsername(scope: ReadScope, scimUsername: string): Promise<IntegrationEntity | null> {
    return findRow(scope, IntegrationEntity, { scimUsername });
  }

  /** All integrations, of whatever account, that trust this issuer. */
  findByIssuer(scope: ReadScope, issuer: string): Promise<IntegrationEntity[]> {
    return findRows(scope, IntegrationEntity, { issuer }, ['id']);
  }

  /** A page in the order of creation: the rows after `after` (an id). */
  listByAccount(scope: ReadScope, accountId: string, { after, limit }: { after?: string | undefined; limit: number }): Promise<IntegrationEntity[]> {
    const where = { accountId, ...(after === undefined ? {} : { id: MoreThan(after) }) };
    return managerOf(scope).find(IntegrationEntity, { where, order: { id: 'ASC' }, take: limit });
  }
}

@Injectable()
export class IntegrationCertificateRepository {
  list(scope: ReadScope, integrationIds: readonly string[]): Promise<IntegrationCertificateEntity[]> {
    return findRows(scope, IntegrationCertificateEntity, { integrationId: integrationIds }, ['notAfter', 'fingerprint']);
  }

  /** Puts these in the place of all that the integration has. */
  async replace(tx: Tx, integrationId: string, certificates: readonly Omit<IntegrationCertificateEntity, 'integrationId'>[]): Promise<void> {
    await deleteRows(tx, IntegrationCertificateEntity, { integrationId });
    for (const certificate of certificates) await insertRow(tx, IntegrationCertificateEntity, { ...certificate, integrationId });
  }
}
