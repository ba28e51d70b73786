import { Injectable } from '@nestjs/common';
import { addressesOf } from '@app/idp/contract';
import { Clock } from '@app/kernel';
import type { SessionEntity } from '@app/persistence';
import { createLogoutRequest, createLogoutResponse, type Endpoint, type IncomingLogoutMessage, type OutgoingMessage, type VerifiedLogoutRequest, type VerifiedLogoutResponse, verifyLogoutMessage } from '@app/saml';
import { Settings } from '@app/settings';
import { ServiceKeys } from '../keys/service-keys.js';
import type { TrustedIntegration } from '../sign-in/trusted-integration.js';

/** The logout messages of an integration, verified when they come and signed when they go (SAML Profiles §4.4). */
@Injectable()
export class SingleLogout {
  constructor(
    private readonly settings: Settings,
    private readonly keys: ServiceKeys,
    private readonly clock: Clock,
  ) {}

  isOffered(integration: TrustedIntegration): boolean {
    return integration.plugin.capabilities.singleLogout === true && integration.provided.singleLogout.length > 0;
  }

  /** @throws Problem `logout_message_malformed` 400, `logout_signature_invalid` 401, `logout_message_invalid` 401 */
  verify(integration: TrustedIntegration, message: IncomingLogoutMessage): Promise<VerifiedLogoutRequest | VerifiedLogoutResponse> {
    const { logoutUrl } = addressesOf(this.settings.publicUrl, integration);
    const expected = { issuer: integration.issuer, destinations: [logoutUrl, `${logoutUrl}/`], now: this.clock.now() };
    return verifyLogoutMessage({ message, certificates: integration.certificates, expected });
  }

  async request(integration: TrustedIntegration, { nameId, nameIdFormat, sessionIndex }: SessionEntity): Promise<OutgoingMessage | undefined> {
    const destination = endpointOf(integration);
    if (nameId === null || !destination) return undefined;
    const whom = { nameId, nameIdFormat: nameIdFormat ?? undefined, sessionIndexes: sessionIndex === null ? [] : [sessionIndex] };
    return createLogoutRequest({ issuer: integration.entityId, destination, ...whom, signingKey: await this.keys.signingKey(), now: this.clock.now() });
  }

  async response(integration: TrustedIntegration, { id, relayState }: VerifiedLogoutRequest): Promise<OutgoingMessage | undefined> {
    const endpoint = endpointOf(integration);
    if (!endpoint) return undefined;
    const destination = { ...endpoint, location: endpoint.responseLocation ?? endpoint.location };
    return createLogoutResponse({ issuer: integration.entityId, destination, inResponseTo: id, relayState, success: true, signingKey: await this.keys.signingKey(), now: this.clock.now() });
  }
}

function endpointOf({ provided: { singleLogout } }: TrustedIntegration): Endpoint | undefined {
  return singleLogout.find(({ binding }) => binding === 'redirect') ?? singleLogout[0];
}
