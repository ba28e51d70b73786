import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '@app/audit';
import { CredentialsModule } from '@app/credentials';
import { DirectoryModule } from '@app/directory';
import { type Database, PersistenceModule } from '@app/persistence';
import { ScimModule } from '@app/scim';
import { type Settings, SettingsModule } from '@app/settings';
import { FoundationModule } from './foundation.module.js';
import { HealthController } from './health.controller.js';

/** The modules that exist, a line each. */
@Module({})
export class AppModule {
  static with(settings: Settings, database: Database): DynamicModule {
    return {
      module: AppModule,
      imports: [SettingsModule.with(settings), FoundationModule, PersistenceModule.with(database), AuditModule, DirectoryModule, CredentialsModule, ScimModule],
      controllers: [HealthController],
    };
  }
}
