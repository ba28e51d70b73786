import { Global, Module } from '@nestjs/common';
import { MetadataReader } from './metadata-reader.js';
import { MetadataRefresher } from './metadata-refresher.js';
import { MetadataSchedule } from './metadata-schedule.js';
import { MetadataStore } from './metadata-store.js';
import { RefreshRecord } from './refresh-record.js';
import { RefreshTurns } from './refresh-turns.js';

@Global()
@Module({
  providers: [MetadataReader, MetadataRefresher, MetadataSchedule, MetadataStore, RefreshRecord, RefreshTurns],
  exports: [MetadataReader, MetadataRefresher, MetadataStore],
})
export class MetadataModule {}
