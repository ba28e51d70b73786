import { Injectable } from '@nestjs/common';
import { IntegrationRepository, ReadScope, type SessionEntity } from '@app/persistence';
import type { OutgoingMessage } from '@app/saml';
import { TrustedIntegrations } from '../sign-in/trusted-integration.js';
import { SingleLogout } from './single-logout.js';

/** Signing out at the identity provider that signed a person in. */
@Injectable()
export class SignOutThere {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedIntegrations,
    private readonly logout: SingleLogout,
    private readonly scope: ReadScope,
  ) {}

  async messageFor(session: SessionEntity): Promise<OutgoingMessage | undefined> {
    const row = session.integrationId === null ? null : await this.integrations.findById(this.scope, session.integrationId);
    const integration = row ? await this.trusted.complete(this.scope, row) : undefined;
    return integration && this.logout.isOffered(integration) ? this.logout.request(integration, session) : undefined;
  }
}
