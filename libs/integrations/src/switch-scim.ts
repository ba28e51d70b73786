import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { isPermitted, refuseDirectory, type Caller } from '@app/directory';
import { Clock, type Problem } from '@app/kernel';
import { IntegrationRepository, type IntegrationEntity, type Tx } from '@app/persistence';
import { IntegrationWork } from './integration-work.js';
import { IssueScimCredentials } from './issue-scim-credentials.js';
import { refuseIntegration } from './problems.js';
import { entryFor } from './settings-audit.js';

export interface ScimSwitch {
  readonly enabled: boolean;
  /** On before somebody has signed in; for an owner or staff. */
  readonly force?: boolean;
}

/**
 * The lock-out guard: SCIM goes on only after somebody has signed in through the integration, because provisioning can take the other
 * ways in away. Off keeps everybody as they are, and the credentials.
 */
@Injectable()
export class SwitchScim {
  constructor(
    private readonly work: IntegrationWork,
    private readonly credentials: IssueScimCredentials,
    private readonly integrations: IntegrationRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `integration_unknown` (404), `integration_not_verified` (409), `forbidden` (403) */
  async switch(accountId: string, id: string, wanted: ScimSwitch, caller: Caller): Promise<void> {
    assertAllowed(await this.work.find(accountId, id), wanted, caller);
    const generated = wanted.enabled && !(await this.credentials.has(id)) ? await this.credentials.generate() : undefined;
    await this.work.change(accountId, id, async (tx, integration) => {
      assertAllowed(integration, wanted, caller);
      if (generated && !(await this.credentials.has(id, tx))) await this.credentials.store(tx, integration, generated, 0);
      if (integration.scimEnabled !== wanted.enabled) await this.write(tx, integration, wanted, caller);
    });
  }

  private async write(tx: Tx, integration: IntegrationEntity, { enabled, force = false }: ScimSwitch, { actor }: Caller): Promise<void> {
    await this.integrations.update(tx, integration.id, { scimEnabled: enabled, version: integration.version + 1, updatedAt: this.clock.millis() });
    const forced = enabled && force && integration.verifiedAt === null;
    await this.audit.record(tx, {
      ...entryFor(integration, actor),
      action: enabled ? 'integration.scim_enabled' : 'integration.scim_disabled',
      before: { scimEnabled: integration.scimEnabled, verified: integration.verifiedAt !== null },
      after: { scimEnabled: enabled, ...(enabled ? { forced } : {}) },
    });
  }
}

/** What is on already may stay on: an integration whose settings were changed is unverified for a while. */
function assertAllowed({ verifiedAt, scimEnabled }: IntegrationEntity, { enabled, force = false }: ScimSwitch, caller: Caller): void {
  if (!enabled || scimEnabled || verifiedAt !== null) return;
  if (!force) throw notVerified();
  if (!isPermitted(caller, 'integrations.force')) throw forbidden(caller);
}

function notVerified(): Problem {
  return refuseIntegration(
    'integration_not_verified',
    'SCIM cannot be switched on before the identity provider is verified, expected a sign-in through this integration since its settings were last changed, received none.',
    { hint: "Sign in through it once: open the identity provider's dashboard and click on the application, or begin at loginUrl. Then switch SCIM on." },
  );
}

function forbidden({ role, origin }: Caller): Problem {
  return refuseDirectory(
    'forbidden',
    `SCIM can be switched on by force by an owner or staff alone, signed in by password, expected one of them, received the role ${role} by ${origin}.`,
    { hint: 'Sign in through the identity provider once, which verifies the integration; then SCIM can be switched on without force.' },
  );
}
