import { Global, Module } from '@nestjs/common';
import { DatabaseRateLimiter } from '@app/directory';
import { Cursors, RateLimiter, SessionCookie } from '@app/http';
import { IdentityProviderRegistry } from '@app/idp/contract';
import { Clock, SecretSealer, SystemClock } from '@app/kernel';
import { Settings } from '@app/settings';
import { identityProviders } from './identity-providers.js';

const providers = [
  { provide: Clock, useClass: SystemClock },
  { provide: SecretSealer, useFactory: ({ secretKeys }: Settings) => new SecretSealer(secretKeys), inject: [Settings] },
  { provide: Cursors, useFactory: (sealer: SecretSealer) => new Cursors(sealer.derive('cursors')), inject: [SecretSealer] },
  { provide: SessionCookie, useFactory: ({ publicUrl }: Settings) => new SessionCookie(publicUrl), inject: [Settings] },
  { provide: RateLimiter, useExisting: DatabaseRateLimiter },
  { provide: IdentityProviderRegistry, useValue: identityProviders },
];

/** What has no module of its own, made injectable everywhere. */
@Global()
@Module({ providers, exports: [Clock, SecretSealer, Cursors, SessionCookie, RateLimiter, IdentityProviderRegistry] })
export class FoundationModule {}
