import { Global, Module } from '@nestjs/common';
import { Cursors, InMemoryRateLimiter, RateLimiter, SessionCookie } from '@app/http';
import { IdentityProviderRegistry } from '@app/idp/contract';
import { Clock, SecretSealer, SystemClock } from '@app/kernel';
import { Settings } from '@app/settings';
import { identityProviders } from './identity-providers.js';

const providers = [
  { provide: Clock, useClass: SystemClock },
  { provide: SecretSealer, useFactory: ({ secretKeys }: Settings) => new SecretSealer(secretKeys), inject: [Settings] },
  { provide: Cursors, useFactory: (sealer: SecretSealer) => new Cursors(sealer.derive('cursors')), inject: [SecretSealer] },
  { provide: SessionCookie, useFactory: ({ publicUrl }: Settings) => new SessionCookie(publicUrl), inject: [Settings] },
  { provide: RateLimiter, useFactory: (clock: Clock) => new InMemoryRateLimiter(clock), inject: [Clock] },
  { provide: IdentityProviderRegistry, useFactory: () => new IdentityProviderRegistry(identityProviders) },
];

/** What the kernel and the HTTP library offer, made injectable everywhere. */
@Global()
@Module({ providers, exports: [Clock, SecretSealer, Cursors, SessionCookie, RateLimiter, IdentityProviderRegistry] })
export class FoundationModule {}
