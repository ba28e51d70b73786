import { Injectable } from '@nestjs/common';
import { SecretSealer } from '@app/kernel';
import { OpenIdClient } from '@app/oidc';
import { UnitOfWork } from '@app/persistence';
import type { OutgoingMessage } from '@app/saml';
import { SignInRequests } from '../requests/sign-in-requests.js';
import { sealState } from './remembered-state.js';
import type { TrustedOpenIdIntegration } from './trusted-openid-integration.js';

/** A sign-in by OpenID Connect begins here: the browser goes to the provider, and what was asked is remembered for this browser. */
@Injectable()
export class BeginOpenIdSignIn {
  constructor(
    private readonly client: OpenIdClient,
    private readonly requests: SignInRequests,
    private readonly sealer: SecretSealer,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @param returnTo a path of our own, or null */
  async begin({ id: integrationId, client, options }: TrustedOpenIdIntegration, browserKey: string, returnTo: string | null): Promise<OutgoingMessage> {
    const begun = await this.client.begin(client, { forceAuthn: options.forceAuthn === true });
    const sealedState = sealState(this.sealer, begun.state, begun);
    await this.unitOfWork.run((tx) => this.requests.remember(tx, { id: begun.state, integrationId, browserKey, returnTo, sealedState }));
    return { id: begun.state, binding: 'redirect', url: begun.url };
  }
}
