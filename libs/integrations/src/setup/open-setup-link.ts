import { Injectable } from '@nestjs/common';
import { DatabaseRateLimiter } from '@app/directory';
import { rateLimited, type RateLimit } from '@app/http';
import { Clock, digest, MINUTE } from '@app/kernel';
import { IntegrationRepository, ReadScope, SetupLinkRepository, UnitOfWork, type IntegrationEntity, type SetupLinkEntity } from '@app/persistence';
import { refuseIntegration } from '../problems.js';
import { alreadyVerified } from './setup-links.js';

export interface OpenedSetupLink {
  readonly link: SetupLinkEntity;
  readonly integration: IntegrationEntity;
}

// The page looks every few seconds; whoever guesses 256 bits is none of those who pass.
const WRONG_FROM_ONE_ADDRESS: RateLimit = { limit: 30, windowMs: 10 * MINUTE };
const NOTED_EVERY = MINUTE;

/** Lets somebody in by the token of a setup link: to one integration, and only while it is unverified. */
@Injectable()
export class OpenSetupLink {
  constructor(
    private readonly links: SetupLinkRepository,
    private readonly integrations: IntegrationRepository,
    private readonly limiter: DatabaseRateLimiter,
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `setup_link_invalid` (404), `integration_verified` (409), `rate_limited` (429) */
  async open(token: string, address: string): Promise<OpenedSetupLink> {
    const link = await this.links.findByToken(this.reads, digest(token), this.clock.millis());
    const integration = link && (await this.integrations.find(this.reads, link.accountId, link.integrationId));
    if (!link || !integration) throw await this.refuse(address);
    await this.note(link);
    if (integration.verifiedAt !== null) throw alreadyVerified('The link has done its work: it is for an integration that nobody has signed in through yet');
    return { link, integration };
  }

  private async refuse(address: string) {
    const decision = await this.limiter.take(`setup-link/${address}`, WRONG_FROM_ONE_ADDRESS);
    if (!decision.allowed) return rateLimited(decision, 'Too many links that are not good came from this address');
    return refuseIntegration('setup_link_invalid', 'The link is older than 72 hours or was taken back, expected one that is still good.', {
      hint: 'Ask whoever sent you the link for a new one.',
    });
  }

  private async note({ id, lastUsedAt }: SetupLinkEntity): Promise<void> {
    const now = this.clock.millis();
    if (lastUsedAt !== null && now - lastUsedAt < NOTED_EVERY) return;
    await this.unitOfWork.run((tx) => this.links.markUsed(tx, id, now));
  }
}
