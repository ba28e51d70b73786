import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { GroupEntity, IntegrationCertificateEntity, IntegrationEntity, SessionEntity, UserEntity } from '../entities/index.js';
import { deleteRows, insertRow, insertRowsIfAbsent, updateRows } from '../rows.js';
import { dialectOfScope, managerOf, type ReadScope, type Tx } from '../scope.js';
import { isUniqueViolation } from '../unique-violation.js';

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

  /** People and groups that the integration provisioned are managed here from now on, and stay as they are. @returns how many people */
  async release(tx: Tx, accountId: string, id: string): Promise<number> {
    await updateRows(tx, GroupEntity, { accountId, managedBy: id }, { managedBy: null });
    return updateRows(tx, UserEntity, { accountId, managedBy: id }, { managedBy: null });
  }

  /** Whom a change of the integration concerns. */
  async countConcerned(scope: ReadScope, accountId: string, id: string): Promise<{ people: number; sessions: number }> {
    const people = await managerOf(scope).countBy(UserEntity, { accountId, managedBy: id });
    const sessions = await managerOf(scope).countBy(SessionEntity, { integrationId: id });
    return { people, sessions };
  }

  find(scope: ReadScope, accountId: string, id: string): Promise<IntegrationEntity | null> {
    return managerOf(scope).findOneBy(IntegrationEntity, { accountId, id });
  }

  /** The row as it is now, held against everybody else until the unit of work ends; null when it is gone. */
  findForChange(tx: Tx, id: string): Promise<IntegrationEntity | null> {
    const lock = dialectOfScope(tx) === 'postgres' ? { lock: { mode: 'pessimistic_write' as const } } : {};
    return managerOf(tx).findOne(IntegrationEntity, { where: { id }, ...lock });
  }

  /** The row as it is now; nobody can change or delete it until the unit of work ends, but others may look in the same way. */
  findForSignIn(tx: Tx, id: string): Promise<IntegrationEntity | null> {
    const lock = dialectOfScope(tx) === 'postgres' ? { lock: { mode: 'pessimistic_read' as const } } : {};
    return managerOf(tx).findOne(IntegrationEntity, { where: { id }, ...lock });
  }

  findById(scope: ReadScope, id: string): Promise<IntegrationEntity | null> {
    return managerOf(scope).findOneBy(IntegrationEntity, { id });
  }

  findMany(scope: ReadScope, ids: readonly string[]): Promise<IntegrationEntity[]> {
    return managerOf(scope).findBy(IntegrationEntity, { id: In([...ids]) });
  }

  findByUniqueIdentifier(scope: ReadScope, uniqueIdentifier: string): Promise<IntegrationEntity | null> {
    return managerOf(scope).findOneBy(IntegrationEntity, { uniqueIdentifier });
  }

  findByScimUsername(scope: ReadScope, scimUsername: string): Promise<IntegrationEntity | null> {
    return managerOf(scope).findOneBy(IntegrationEntity, { scimUsername });
  }

  /** All integrations, of whatever account, that trust this issuer. */
  findByIssuer(scope: ReadScope, issuer: string): Promise<IntegrationEntity[]> {
    return managerOf(scope).find(IntegrationEntity, { where: { issuer }, order: { id: 'ASC' } });
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
    return managerOf(scope).find(IntegrationCertificateEntity, { where: { integrationId: In([...integrationIds]) }, order: { notAfter: 'ASC', fingerprint: 'ASC' } });
  }

  /** Puts these in the place of all that the integration has. */
  async replace(tx: Tx, integrationId: string, certificates: readonly Omit<IntegrationCertificateEntity, 'integrationId'>[]): Promise<void> {
    await deleteRows(tx, IntegrationCertificateEntity, { integrationId });
    for (const certificate of certificates) await insertRow(tx, IntegrationCertificateEntity, { ...certificate, integrationId });
  }
}
