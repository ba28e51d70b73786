import { Global, Module } from '@nestjs/common';
import { Cursors, SessionCookie } from '@app/http';
import { Clock, SecretSealer, SystemClock } from '@app/kernel';
import { Settings } from '@app/settings';

const providers = [
  { provide: Clock, useClass: SystemClock },
  { provide: SecretSealer, useFactory: ({ secretKeys }: Settings) => new SecretSealer(secretKeys), inject: [Settings] },
  { provide: Cursors, useFactory: (sealer: SecretSealer) => new Cursors(sealer.derive('cursors')), inject: [SecretSealer] },
  { provide: SessionCookie, useFactory: ({ publicUrl }: Settings) => new SessionCookie(publicUrl), inject: [Settings] },
];

/** What the kernel and the HTTP library offer, made injectable everywhere. */
@Global()
@Module({ providers, exports: [Clock, SecretSealer, Cursors, SessionCookie] })
export class FoundationModule {}
