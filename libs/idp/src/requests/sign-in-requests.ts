import { Injectable } from '@nestjs/common';
import { Clock, digest, equalInConstantTime, MINUTE, newToken } from '@app/kernel';
import { ReadScope, type SignInRequestEntity, type SignInRequestKey, SignInRequestRepository, type Tx } from '@app/persistence';

/** How long a person may take at the identity provider, a second factor included. */
export const REQUEST_LIFE = 15 * MINUTE;

export interface NewRequest {
  /** What the answer names in InResponseTo. */
  readonly id: string;
  readonly integrationId: string;
  readonly browserKey: string;
  /** A path of our own. */
  readonly returnTo: string | null;
  /** What else the protocol keeps until the answer comes, sealed. */
  readonly sealedState?: string;
}

/**
 * The requests that we have sent and wait for the answers of. Each is bound to one integration and to one browser, by a
 * cookie whose digest the row holds: an answer that a stranger obtained does not sign this browser in (login CSRF).
 */
@Injectable()
export class SignInRequests {
  constructor(
    private readonly requests: SignInRequestRepository,
    private readonly clock: Clock,
    private readonly scope: ReadScope,
  ) {}

  newBrowserKey(): string {
    return newToken();
  }

  async remember(tx: Tx, { browserKey, sealedState, ...request }: NewRequest): Promise<void> {
    await this.requests.insert(tx, { ...request, browserDigest: digest(browserKey), sealedState: sealedState ?? null, expiresAt: this.clock.millis() + REQUEST_LIFE });
  }

  /** The request that an answer names, where this browser made it with this integration and still may hear of it. */
  async find(id: string | undefined, integrationId: string, browserKey: string | undefined): Promise<SignInRequestEntity | null> {
    if (id === undefined || browserKey === undefined) return null;
    return this.requests.findPending(this.scope, { id, integrationId, browserDigest: digest(browserKey) }, this.clock.millis());
  }

  /** The same for an answer that names nothing but the request; whose browser may be answered is {@link isOfBrowser}'s to say. */
  async findAsked(id: string | undefined): Promise<SignInRequestEntity | null> {
    return id === undefined ? null : this.requests.findWaiting(this.scope, id, this.clock.millis());
  }

  isOfBrowser({ browserDigest }: SignInRequestEntity, browserKey: string | undefined): boolean {
    return browserKey !== undefined && equalInConstantTime(browserDigest, digest(browserKey));
  }

  /** @returns false where another answer was quicker */
  spend(tx: Tx, request: SignInRequestKey): Promise<boolean> {
    return this.requests.spend(tx, request, this.clock.millis());
  }
}

/** When the request was sent. */
export function askedAt({ expiresAt }: Pick<SignInRequestEntity, 'expiresAt'>): Date {
  return new Date(expiresAt - REQUEST_LIFE);
}
