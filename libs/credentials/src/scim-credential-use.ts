import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { Clock, MINUTE } from '@app/kernel';
import { ScimCredentialRepository, UnitOfWork, type ScimIntegration, type StoredScimSecret } from '@app/persistence';

/** Where a request came from, for the audit trail. */
export type RequestOrigin = Pick<Actor, 'address' | 'reference'>;

/** Notes that a credential was used: the first time before the request goes on, later at most once a minute and beside it. */
@Injectable()
export class ScimCredentialUse {
  private readonly log = new Logger(ScimCredentialUse.name);
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly credentials: ScimCredentialRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async note(integration: ScimIntegration, credential: StoredScimSecret, origin: RequestOrigin): Promise<void> {
    if (credential.firstUsedAt === null) await this.once(credential.id, () => this.noteFirst(integration, credential.id, origin));
    else if (this.clock.millis() - (credential.lastUsedAt ?? 0) >= MINUTE) this.noteBeside(credential.id);
  }

  private noteFirst(integration: ScimIntegration, id: string, { address, reference }: RequestOrigin): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.credentials.markFirstUsed(tx, id, this.clock.millis()))) return;
      const client = { kind: 'provisioning-client', id: integration.id, name: integration.name, address, reference } as const;
      const subject = { kind: 'integration', id: integration.id, name: integration.name };
      await this.audit.record(tx, { accountId: integration.accountId, action: 'scim_credential.first_used', actor: client, subject });
    });
  }

  private noteBeside(id: string): void {
    const write = () => this.unitOfWork.run((tx) => this.credentials.markUsed(tx, id, this.clock.millis()));
    this.once(id, write).catch((error: unknown) => this.log.warn(`The last use of a SCIM credential was not noted: ${(error as Error).message}`));
  }

  /** A burst of requests makes one write. */
  private once(id: string, write: () => Promise<void>): Promise<void> {
    const running = this.underWay.get(id) ?? write().finally(() => this.underWay.delete(id));
    this.underWay.set(id, running);
    return running;
  }
}
