import { Global, Module } from '@nestjs/common';
import { Settings } from '@app/settings';
import { OutboundHttp } from './outbound-http.js';

/** Makes {@link OutboundHttp} injectable, by the setting METADATA_ALLOW_PRIVATE_HOSTS. */
@Global()
@Module({
  providers: [
    { provide: OutboundHttp, inject: [Settings], useFactory: (settings: Settings) => new OutboundHttp({ allowPrivate: settings.metadataAllowPrivateHosts }) },
  ],
  exports: [OutboundHttp],
})
export class OutboundModule {}
