import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '@app/audit';
import { CredentialsModule } from '@app/credentials';
import { DirectoryModule } from '@app/directory';
import { EventsModule } from '@app/events';
import { HousekeepingModule } from '@app/housekeeping';
import { IdpModule } from '@app/idp';
import { IntegrationsModule } from '@app/integrations';
import { MetadataModule } from '@app/metadata';
import { MetricsModule, type PrometheusMetrics } from '@app/metrics';
import { OutboundModule } from '@app/outbound';
import { type Database, PersistenceModule } from '@app/persistence';
import { ScimModule } from '@app/scim';
import { type Settings, SettingsModule } from '@app/settings';
import { WebhooksModule } from '@app/webhooks';
import { FoundationModule } from './foundation.module.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';

/** What a service is made of. */
export interface ServiceParts {
  readonly settings: Settings;
  readonly database: Database;
  readonly metrics: PrometheusMetrics;
  /** Where the console was built; undefined where it is not served. */
  readonly consoleFolder: string | undefined;
}

/** The modules that exist, a line each. */
@Module({})
export class AppModule {
  static with({ settings, database, metrics, consoleFolder }: ServiceParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        MetricsModule.with(metrics),
        FoundationModule,
        PersistenceModule.with(database),
        AuditModule,
        EventsModule,
        OutboundModule,
        DirectoryModule,
        CredentialsModule,
        MetadataModule,
        IntegrationsModule,
        IdpModule.with({ homePage: consoleFolder === undefined }),
        ScimModule,
        WebhooksModule,
        HousekeepingModule,
      ],
      controllers: [HealthController, MetricsController],
    };
  }
}
