import { Injectable } from '@nestjs/common';
import { addressesOf } from '@app/idp/contract';
import { UnitOfWork } from '@app/persistence';
import { createAuthnRequest, type Endpoint, type OutgoingMessage } from '@app/saml';
import { Settings } from '@app/settings';
import { ServiceKeys } from '../keys/service-keys.js';
import { refuseSignIn } from '../problems.js';
import type { TrustedIntegration } from '../sign-in/trusted-integration.js';
import { SignInRequests } from './sign-in-requests.js';
import { signsRequests } from './signs-requests.js';

/** A sign-in that begins here: asks the identity provider, and remembers that this browser asked. */
@Injectable()
export class BeginSignIn {
  constructor(
    private readonly requests: SignInRequests,
    private readonly keys: ServiceKeys,
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  /**
   * @param returnTo a path of our own, or null
   * @throws Problem `sign_in_not_started_here` (404)
   */
  async begin(integration: TrustedIntegration, browserKey: string, returnTo: string | null): Promise<OutgoingMessage> {
    const message = await this.ask(integration);
    await this.unitOfWork.run((tx) => this.requests.remember(tx, { id: message.id, integrationId: integration.id, browserKey, returnTo }));
    return message;
  }

  private async ask(integration: TrustedIntegration): Promise<OutgoingMessage> {
    const { entityId, uniqueIdentifier, options } = integration;
    return createAuthnRequest({
      issuer: entityId,
      destination: signOnOf(integration),
      acsUrl: addressesOf(this.settings.publicUrl, integration).acsUrl,
      relayState: uniqueIdentifier,
      forceAuthn: options.forceAuthn === true,
      authnContexts: (options.authnContexts as readonly string[] | undefined) ?? [],
      signingKey: signsRequests(integration) ? await this.keys.signingKey() : undefined,
    });
  }
}

/** The redirect where there is one: it needs no script. */
function signOnOf({ plugin, provided: { singleSignOn } }: TrustedIntegration): Endpoint {
  const endpoint = singleSignOn.find(({ binding }) => binding === 'redirect') ?? singleSignOn[0];
  if (plugin.capabilities.startsSignIn && endpoint) return endpoint;
  throw refuseSignIn('sign_in_not_started_here', `A sign-in through ${plugin.name} does not begin here, expected one that begins at the identity provider.`);
}
