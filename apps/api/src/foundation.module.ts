import { Global, Module } from '@nestjs/common';
import { Clock, SecretSealer, SystemClock } from '@app/kernel';
import { Settings } from '@app/settings';

const sealer = { provide: SecretSealer, useFactory: ({ secretKeys }: Settings) => new SecretSealer(secretKeys), inject: [Settings] };

/** What the kernel offers, made injectable everywhere. */
@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }, sealer], exports: [Clock, SecretSealer] })
export class FoundationModule {}
