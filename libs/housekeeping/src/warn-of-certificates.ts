import { Injectable } from '@nestjs/common';
import { AuditTrail, systemActor } from '@app/audit';
import { Events } from '@app/events';
import { Clock, DAY, HOUR } from '@app/kernel';
import { CertificateWarningRepository, type LastCertificate, type Tx, UnitOfWork } from '@app/persistence';
import type { Chore } from './chore.js';

/** How many days before its end it is told of a certificate, each once. */
export const WARNED_BEFORE = [60, 30, 7, 1] as const;
const AT_ONCE = 100;

/** Tells of certificates that end soon and have no successor: sign-in stops with them. */
@Injectable()
export class WarnOfCertificates implements Chore {
  readonly name = 'warn-of-certificates';
  readonly every = 6 * HOUR;

  constructor(
    private readonly warnings: CertificateWarningRepository,
    private readonly events: Events,
    private readonly trail: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(mayGoOn: () => boolean): Promise<boolean> {
    for (let after = ''; mayGoOn(); ) {
      const told = await this.unitOfWork.run((tx) => this.tellSome(tx, after));
      if (told.length < AT_ONCE) return true;
      after = told.at(-1)?.integrationId as string;
    }
    return false;
  }

  private async tellSome(tx: Tx, after: string): Promise<LastCertificate[]> {
    const now = this.clock.millis();
    const ending = await this.warnings.listLastCertificates(tx, { from: now, to: now + WARNED_BEFORE[0] * DAY, after, limit: AT_ONCE });
    for (const certificate of ending) await this.tellOnce(tx, certificate, Math.ceil((certificate.notAfter - now) / DAY));
    return ending;
  }

  private async tellOnce(tx: Tx, certificate: LastCertificate, daysLeft: number): Promise<void> {
    const { integrationId, fingerprint } = certificate;
    const daysBefore = WARNED_BEFORE.filter((days) => daysLeft <= days).at(-1) as number;
    if (await this.warnings.tell(tx, { integrationId, fingerprint, daysBefore })) await this.tell(tx, certificate, daysLeft);
  }

  private async tell(tx: Tx, { accountId, integrationId: id, name, provider, uniqueIdentifier, fingerprint, notAfter }: LastCertificate, daysLeft: number): Promise<void> {
    const certificate = { fingerprint, notAfter: new Date(notAfter).toISOString() };
    const integration = { id, name, provider, uniqueIdentifier };
    await this.events.raise(tx, { type: 'integration.certificate_ending', accountId, actor: systemActor, data: { integration, certificate, daysLeft } });
    await this.trail.record(tx, { accountId, action: 'integration.certificate_ending', actor: systemActor, subject: { kind: 'integration', id, name }, after: { ...certificate, daysLeft } });
  }
}
