import { Injectable } from '@nestjs/common';
import { ScimCredentials, type ScimVerification } from '@app/credentials';
import { DatabaseRateLimiter } from '@app/directory';
import { rateLimited } from '@app/http';
import { MINUTE, digest } from '@app/kernel';
import { scimProblem } from '../protocol/index.js';
import { readAuthorization, type PresentedCredentials } from './read-authorization.js';
import type { ScimCall } from './scim-call.js';

/** Guesses of one name from one address; a client that was let in before is not asked, so that no stranger can lock it out. */
const GUESSES_OF_A_NAME = { limit: 10, windowMs: MINUTE };
const GUESSES_OF_AN_ADDRESS = { limit: 100, windowMs: MINUTE };
const CHALLENGE = { 'www-authenticate': 'Basic realm="MoovingON AI SCIM", charset="UTF-8"' };
const HINT = 'Copy username and password again from Settings >> Integrations in MoovingON AI (or make new ones there), and enter them at the identity provider.';

/** Which integration a request comes from (HTTP Basic or Bearer), and whether SCIM is on there. */
@Injectable()
export class AuthenticateClient {
  constructor(
    private readonly credentials: ScimCredentials,
    private readonly limiter: DatabaseRateLimiter,
  ) {}

  /** Sets the call's client. @throws Problem 401, 403 where SCIM is off, 429 after too many failures */
  async run(call: ScimCall, authorization: string | undefined): Promise<void> {
    const presented = readAuthorization(authorization);
    if (!presented) throw unauthorized('missing or unreadable, expected HTTP Basic (or Bearer) with the credentials of the integration');
    const verification = await this.verify(call, presented);
    const { integration } = verification;
    if (integration) call.tried = { accountId: integration.accountId, integrationId: integration.id };
    if (!verification.accepted) throw unauthorized(verification.reason === 'ended' ? 'those before a rotation, expected the new ones' : 'wrong');
    if (!verification.integration.scimEnabled) throw switchedOff();
    const { id: integrationId, accountId, name: integrationName } = verification.integration;
    call.client = { accountId, integrationId, integrationName };
  }

  private async verify(call: ScimCall, presented: PresentedCredentials): Promise<ScimVerification> {
    const taken: string[] = [];
    const beforeHashing = async () => {
      // Digested: whoever mixes the fields up types a secret into the name.
      const keys = [`scim/${call.address}/${digest(presented.name)}`, `scim/${call.address}`] as const;
      await this.take(keys[0], GUESSES_OF_A_NAME);
      await this.take(keys[1], GUESSES_OF_AN_ADDRESS);
      taken.push(...keys);
    };
    const options = { address: call.address, reference: call.reference, beforeHashing };
    const verification = presented.kind === 'basic' ? await this.credentials.verifyBasic(presented.name, presented.secret, options) : await this.credentials.verifyBearer(presented.secret, options);
    if (verification.accepted) for (const key of taken) await this.limiter.giveBack(key);
    return verification;
  }

  private async take(key: string, limit: typeof GUESSES_OF_A_NAME): Promise<void> {
    const decision = await this.limiter.take(key, limit);
    if (!decision.allowed) throw rateLimited(decision, 'Too many requests with wrong credentials came from this address');
  }
}

function unauthorized(what: string) {
  return scimProblem('scim_unauthorized', `The credentials are ${what}`, { headers: CHALLENGE, hint: HINT });
}

function switchedOff() {
  return scimProblem('scim_forbidden', 'SCIM is switched off for this integration, expected it to be on', {
    hint: 'Switch on "System for Cross-domain Identity Management (SCIM 2.0)" of the integration in MoovingON AI.',
  });
}
