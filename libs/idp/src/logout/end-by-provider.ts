import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Sessions } from '@app/directory';
import { digest } from '@app/kernel';
import { SpentAssertionRepository, UnitOfWork } from '@app/persistence';
import type { VerifiedLogoutRequest } from '@app/saml';
import { refuseSignIn } from '../problems.js';
import type { TrustedIntegration } from '../sign-in/trusted-integration.js';

export interface LogoutOrigin {
  readonly address: string | null;
  readonly reference: string;
}

/** An identity provider signs somebody out: the sessions that were opened through this integration for that NameID, and no others. */
@Injectable()
export class EndByProvider {
  constructor(
    private readonly sessions: Sessions,
    private readonly spent: SpentAssertionRepository,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem `logout_message_replayed` (401) */
  async end(integration: TrustedIntegration, request: VerifiedLogoutRequest, { address, reference }: LogoutOrigin): Promise<void> {
    const { id, accountId, name } = integration;
    await this.unitOfWork.run(async (tx) => {
      const message = { integrationId: id, assertionDigest: digest(`logout ${request.id}`), expiresAt: request.acceptableUntil.getTime() };
      if (!(await this.spent.spend(tx, message))) throw replayed(request);
      // None named means all of them (SAML Core §3.7.1).
      const indexes = request.sessionIndexes.length > 0 ? request.sessionIndexes : [null];
      let ended = 0;
      for (const sessionIndex of indexes) ended += await this.sessions.endByIntegration(tx, { integrationId: id, nameId: request.nameId, sessionIndex });
      await this.audit.record(tx, {
        accountId,
        action: 'session.ended_by_identity_provider',
        actor: { kind: 'identity-provider', id, name, address, reference },
        subject: { kind: 'integration', id, name },
        after: { nameId: request.nameId, sessions: ended },
      });
    });
  }
}

function replayed({ id }: VerifiedLogoutRequest) {
  return refuseSignIn('logout_message_replayed', `The logout message was used already, expected one that is new, received ${id.slice(0, 100)} again.`);
}
