import { Injectable } from '@nestjs/common';
import { IntegrationRepository, type Tx } from '@app/persistence';
import { refuseSignIn } from '../problems.js';
import { type TrustedOpenIdIntegration, TrustedOpenIdIntegrations } from './trusted-openid-integration.js';

/** The integration inside the unit of work that opens the session: still there, and still of the provider and client that were proven. */
@Injectable()
export class HoldOpenIdIntegration {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly trusted: TrustedOpenIdIntegrations,
  ) {}

  /** @throws Problem `integration_unknown` (404) where it is gone, or was changed */
  async hold(tx: Tx, before: TrustedOpenIdIntegration): Promise<TrustedOpenIdIntegration> {
    const { id, name, verified } = before;
    const row = verified ? await this.integrations.findForSignIn(tx, id) : await this.integrations.findForChange(tx, id);
    const current = row ? this.trusted.complete(row) : undefined;
    if (current && isSame(current, before)) return current;
    const received = current ? 'one that was changed meanwhile' : 'one that was deleted';
    throw refuseSignIn('integration_unknown', `The integration ${name} is not the one that was signed in through, expected it unchanged, received ${received}.`);
  }
}

function isSame(current: TrustedOpenIdIntegration, before: TrustedOpenIdIntegration): boolean {
  const sameClient = current.client.clientId === before.client.clientId && current.client.clientSecret === before.client.clientSecret;
  return current.issuer === before.issuer && sameClient && current.options.nameClaim === before.options.nameClaim;
}
