import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { AuditEventEntity, ProvisioningRecordEntity, SignInAttemptEntity } from '../entities/index.js';
import { insertRow } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';

/** A page of a log, the newest first: the rows before `before` (an id; from the newest where it is missing). */
export interface LogPage {
  readonly before?: string | undefined;
  readonly limit: number;
}

const olderThan = ({ before }: LogPage) => (before === undefined ? {} : { id: LessThan(before) });

@Injectable()
export class AuditEventRepository {
  async insert(tx: Tx, event: AuditEventEntity): Promise<void> {
    await insertRow(tx, AuditEventEntity, event);
  }

  listByAccount(scope: ReadScope, accountId: string, page: LogPage, where: Partial<Pick<AuditEventEntity, 'action' | 'actorId' | 'subjectKind' | 'subjectId'>> = {}): Promise<AuditEventEntity[]> {
    return managerOf(scope).find(AuditEventEntity, { where: { ...(where as object), accountId, ...olderThan(page) }, order: { id: 'DESC' }, take: page.limit });
  }
}

@Injectable()
export class SignInAttemptRepository {
  async insert(tx: Tx, attempt: SignInAttemptEntity): Promise<void> {
    await insertRow(tx, SignInAttemptEntity, attempt);
  }

  listByIntegration(scope: ReadScope, integrationId: string, page: LogPage): Promise<SignInAttemptEntity[]> {
    return managerOf(scope).find(SignInAttemptEntity, { where: { integrationId, ...olderThan(page) }, order: { id: 'DESC' }, take: page.limit });
  }

  findByReference(scope: ReadScope, reference: string): Promise<SignInAttemptEntity[]> {
    return managerOf(scope).find(SignInAttemptEntity, { where: { reference }, order: { id: 'DESC' }, take: 50 });
  }
}

@Injectable()
export class ProvisioningRecordRepository {
  async insert(tx: Tx, record: ProvisioningRecordEntity): Promise<void> {
    await insertRow(tx, ProvisioningRecordEntity, record);
  }

  listByIntegration(scope: ReadScope, integrationId: string, page: LogPage): Promise<ProvisioningRecordEntity[]> {
    return managerOf(scope).find(ProvisioningRecordEntity, { where: { integrationId, ...olderThan(page) }, order: { id: 'DESC' }, take: page.limit });
  }

  findByReference(scope: ReadScope, reference: string): Promise<ProvisioningRecordEntity[]> {
    return managerOf(scope).find(ProvisioningRecordEntity, { where: { reference }, order: { id: 'DESC' }, take: 50 });
  }
}
