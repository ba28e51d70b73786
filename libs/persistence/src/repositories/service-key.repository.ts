import { Injectable } from '@nestjs/common';
import { ServiceKeyEntity } from '../entities/index.js';
import { deleteRows, insertRowsIfAbsent, updateRows } from '../rows.js';
import { managerOf, type ReadScope, type Tx } from '../scope.js';

@Injectable()
export class ServiceKeyRepository {
  /** @returns false where another instance has made this generation already */
  async insertIfAbsent(tx: Tx, key: ServiceKeyEntity): Promise<boolean> {
    return (await insertRowsIfAbsent(tx, ServiceKeyEntity, [key])) === 1;
  }

  /** All, the newest first, without what is sealed. */
  list(scope: ReadScope): Promise<ServiceKeyEntity[]> {
    return managerOf(scope).find(ServiceKeyEntity, { order: { generation: 'DESC' } });
  }

  /** All, the newest first, with their sealed private keys. */
  listSealed(scope: ReadScope): Promise<ServiceKeyEntity[]> {
    return managerOf(scope).createQueryBuilder(ServiceKeyEntity, 'key').addSelect('key.sealedPrivateKey').orderBy('key.generation', 'DESC').getMany();
  }

  /** From this instant on it signs. */
  async setSignsFrom(tx: Tx, generation: number, signsFrom: number): Promise<void> {
    await updateRows(tx, ServiceKeyEntity, { generation }, { signsFrom });
  }

  delete(tx: Tx, generation: number): Promise<number> {
    return deleteRows(tx, ServiceKeyEntity, { generation });
  }
}
