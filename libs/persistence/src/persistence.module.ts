import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Database } from './database.js';
import * as repositories from './repositories/index.js';
import { ReadScope } from './scope.js';
import { UnitOfWork } from './unit-of-work.js';

const providers = Object.values(repositories);

/** Makes an open database injectable (who opened it closes it, when nobody writes any more): {@link UnitOfWork} to write, {@link ReadScope} to read, and the repositories. */
@Global()
@Module({})
export class PersistenceModule {
  static with(database: Database): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        { provide: Database, useValue: database },
        { provide: UnitOfWork, useValue: database.unitOfWork },
        { provide: ReadScope, useValue: database.reads },
        ...providers,
      ],
      exports: [Database, UnitOfWork, ReadScope, ...providers],
    };
  }
}
