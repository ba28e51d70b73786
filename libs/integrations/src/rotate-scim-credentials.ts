import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { Clock, HOUR } from '@app/kernel';
import { Settings } from '@app/settings';
import { IntegrationWork } from './integration-work.js';
import { IssueScimCredentials } from './issue-scim-credentials.js';
import { refuseIntegration } from './problems.js';
import { entryFor } from './settings-audit.js';

/** A new SCIM password and token. The username stays; those before go on for a while, so that the client can be changed over. */
@Injectable()
export class RotateScimCredentials {
  constructor(
    private readonly work: IntegrationWork,
    private readonly credentials: IssueScimCredentials,
    private readonly audit: AuditTrail,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * @param graceHours the setting SCIM_CREDENTIAL_GRACE_HOURS unless told; 0 ends every older one at once
   * @throws Problem `integration_unknown` (404), `scim_not_set_up` (409)
   */
  async rotate(accountId: string, id: string, graceHours: number | undefined, actor: Actor): Promise<void> {
    await this.work.find(accountId, id);
    if (!(await this.credentials.has(id))) {
      throw refuseIntegration('scim_not_set_up', 'There are no SCIM credentials yet, expected SCIM to have been switched on once, received a rotation.', {
        hint: 'Switch SCIM on: that makes the credentials.',
      });
    }
    const hours = graceHours ?? this.settings.scimCredentialGraceHours;
    const generated = await this.credentials.generate();
    await this.work.change(accountId, id, async (tx, integration) => {
      await this.credentials.store(tx, integration, generated, hours * HOUR);
      const after = { graceHours: hours, olderOnesEnd: new Date(this.clock.millis() + hours * HOUR).toISOString() };
      await this.audit.record(tx, { ...entryFor(integration, actor), action: 'integration.scim_credentials_rotated', after });
    });
  }
}
