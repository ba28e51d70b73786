import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { Clock, digest, MINUTE, newToken } from '@app/kernel';
import { OwnerRecoveryRepository, ReadScope, SecondFactorRepository, UnitOfWork } from '@app/persistence';
import { Settings } from '@app/settings';
import { addressOf, FindOwner } from './find-owner.js';

export interface OwnerRecoveryOptions {
  /** The owner's e-mail address (or userName), needed where there are several owners. */
  readonly owner?: string | undefined;
  /** Whether the link takes the owner's second factors away, because they are lost. */
  readonly withoutSecondFactor: boolean;
}

export interface OwnerRecoveryLink {
  /** Good once. */
  readonly url: string;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly accountName: string;
  /** With what the owner signs in. */
  readonly owner: string;
  /** How many second factors the owner has now. */
  readonly secondFactors: number;
}

/** Where an owner signs in by a link; the token is in the fragment, which browsers send to nobody. */
export const RECOVER_OWNER_PATH = '/recover-owner';

const HOLDS = 15 * MINUTE;

/** A way in that nothing in the account can have shut: whoever runs commands on the host makes a link, and an owner signs in by it. */
@Injectable()
export class IssueOwnerRecovery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly search: FindOwner,
    private readonly recoveries: OwnerRecoveryRepository,
    private readonly factors: SecondFactorRepository,
    private readonly reads: ReadScope,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** An earlier link of the same owner ends. @throws Problem `account_unknown`, `user_unknown` (404), `account_required`, `owner_required` (409) */
  async issue(account: string, { owner: email, withoutSecondFactor }: OwnerRecoveryOptions, actor: Actor): Promise<OwnerRecoveryLink> {
    const { account: found, owner } = await this.search.find(account, email);
    const token = newToken();
    const expiresAt = this.clock.millis() + HOLDS;
    await this.unitOfWork.run(async (tx) => {
      await this.recoveries.deleteByUser(tx, owner.id);
      await this.recoveries.insert(tx, { tokenDigest: digest(token), accountId: found.id, userId: owner.id, withoutSecondFactor, expiresAt });
      const subject = { kind: 'user', id: owner.id, name: owner.userName };
      await this.audit.record(tx, { accountId: found.id, action: 'owner.recovery_issued', actor, subject, after: { expiresAt: new Date(expiresAt).toISOString(), withoutSecondFactor } });
    });
    const secondFactors = (await this.factors.listByUser(this.reads, owner.id)).length;
    return { url: `${this.settings.publicUrl}${RECOVER_OWNER_PATH}#${token}`, expiresAt, accountName: found.name, owner: addressOf(owner), secondFactors };
  }
}
