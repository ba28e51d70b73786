import { Injectable } from '@nestjs/common';
import type { OutgoingMessage } from '@app/saml';
import { BeginOpenIdSignIn } from '../openid/begin-openid-sign-in.js';
import type { TrustedOpenIdIntegration } from '../openid/trusted-openid-integration.js';
import { NamedIntegration } from '../sign-in/named-integration.js';
import type { TrustedIntegration } from '../sign-in/trusted-integration.js';
import { BeginSignIn } from './begin-sign-in.js';

export interface BegunSignIn {
  readonly integration: TrustedIntegration | TrustedOpenIdIntegration;
  readonly message: OutgoingMessage;
}

/** A sign-in that begins here, by the protocol of its integration. */
@Injectable()
export class BeginByAnyProtocol {
  constructor(
    private readonly integrations: NamedIntegration,
    private readonly saml: BeginSignIn,
    private readonly openId: BeginOpenIdSignIn,
  ) {}

  /**
   * @param returnTo a path of our own, or null
   * @throws Problem `integration_unknown`, `sign_in_not_started_here` (404)
   */
  async begin(uniqueIdentifier: string, browserKey: string, returnTo: string | null): Promise<BegunSignIn> {
    const integration = await this.integrations.getOfAnyProtocol(uniqueIdentifier);
    const message = await ('client' in integration ? this.openId.begin(integration, browserKey, returnTo) : this.saml.begin(integration, browserKey, returnTo));
    return { integration, message };
  }
}
