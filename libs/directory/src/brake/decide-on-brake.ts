import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { Clock, HOUR } from '@app/kernel';
import { ProvisioningBrakeRepository, UnitOfWork, type IntegrationEntity, type ProvisioningBrakeEntity } from '@app/persistence';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { stateAt } from './brake-rules.js';

/** Yes, for some hours; no, until it is lifted; or an end of what was decided. */
export type BrakeDecision =
  | { readonly decision: 'allow'; readonly hours: number }
  | { readonly decision: 'refuse'; readonly reason: string | null }
  | { readonly decision: 'lift' };

type DecidedColumns = Pick<ProvisioningBrakeEntity, 'state' | 'decidedBy' | 'reason' | 'endsAt'>;

const ACTIONS = { allow: 'provisioning.allowed', refuse: 'provisioning.refused', lift: 'provisioning.resumed' } as const;

/**
 * An administrator's word on deprovisioning. It may be said before the brake has stopped anything: for leavers who are expected, or to stop
 * all of it. With every decision, counting begins anew.
 */
@Injectable()
export class DecideOnBrake {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly brakes: ProvisioningBrakeRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `brake_undecided`, `brake_not_decided` (409) where there is nothing to lift */
  decide({ id, name, accountId }: IntegrationEntity, wanted: BrakeDecision, { actor }: Caller): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      // Those who are let go stop waiting one by one, as they are deactivated.
      if (wanted.decision !== 'allow') await this.brakes.clearWaiting(tx, id);
      const now = this.clock.millis();
      const brake = await this.brakes.hold(tx, id, now);
      const before = stateAt(brake, now);
      if (wanted.decision === 'lift') assertDecided(before);
      const columns = this.columnsOf(wanted, actor.name, now);
      await this.brakes.update(tx, id, { ...columns, since: now, recent: {}, deactivations: null, mostDeactivations: null });
      const told = wanted.decision === 'allow' ? { until: new Date(columns.endsAt as number).toISOString() } : wanted.decision === 'refuse' ? { reason: wanted.reason } : {};
      const entry = { accountId, actor, subject: { kind: 'integration', id, name } };
      await this.audit.record(tx, { ...entry, action: ACTIONS[wanted.decision], before: { state: before }, after: { state: columns.state, ...told } });
    });
  }

  private columnsOf(wanted: BrakeDecision, decidedBy: string | null, now: number): DecidedColumns {
    switch (wanted.decision) {
      case 'allow':
        return { state: 'allowed', decidedBy, reason: null, endsAt: now + wanted.hours * HOUR };
      case 'refuse':
        return { state: 'refused', decidedBy, reason: wanted.reason, endsAt: null };
      case 'lift':
        return { state: 'watching', decidedBy: null, reason: null, endsAt: null };
    }
  }
}

function assertDecided(state: ProvisioningBrakeEntity['state']): void {
  if (state === 'allowed' || state === 'refused') return;
  if (state === 'paused')
    throw refuseDirectory('brake_undecided', 'The brake waits for a yes or no, expected allow or refuse, received lift', { hint: 'Say allow (the client goes on) or refuse (it is told no); either can be lifted afterwards.' });
  throw refuseDirectory('brake_not_decided', 'Nothing was decided that could be lifted, expected an allow or refuse that stands');
}
