import { AuditTrail } from '@app/audit';
import { Events } from '@app/events';
import { type Clock, foldCase } from '@app/kernel';
import { txWithoutDatabase, type UserEntity } from '@app/persistence';
import { pausedBy } from '../brake/brake-rules.js';
import { BrakeAnnouncement } from '../brake/brake-announcement.js';
import { NameChangeAlarm } from '../brake/name-change-alarm.js';
import { heldBy } from '../brake/held-deactivation.js';
import { ChangeUser } from '../users/change-user.js';
import { CreateUser } from '../users/create-user.js';
import { DeactivationGate } from '../users/deactivation-gate.js';
import { EndAccess } from '../users/end-access.js';
import { LastOwner } from '../users/last-owner.js';
import { PersonAudit } from '../users/person-audit.js';
import { PersonRows } from '../users/person-rows.js';
import type { CurrentPerson, NewPerson, PersonChangesOf, PersonOutcome, ProvisioningContext } from '../users/person.js';
import { StoreChange } from '../users/store-change.js';
import { LedgerAccounts, LedgerBrakes, LedgerCounts, LedgerExternalIds, LedgerIdentifiers, LedgerUsers, UnkeptEmails } from './ledger-repositories.js';
import type { RehearsalLedger } from './rehearsal-ledger.js';

/**
 * What a provisioning client's requests would do, one after the other: {@link CreateUser} and {@link ChangeUser} themselves, with every rule
 * below them, on a ledger in memory instead of the database.
 */
export class Rehearsal {
  private readonly tx = txWithoutDatabase();
  private readonly brakes: LedgerBrakes;
  private readonly creation: CreateUser;
  private readonly changing: ChangeUser;

  constructor(
    private readonly ledger: RehearsalLedger,
    private readonly context: ProvisioningContext,
    private readonly clock: Clock,
  ) {
    const [users, accounts, counts] = [new LedgerUsers(ledger), new LedgerAccounts(ledger), new LedgerCounts(ledger)];
    this.brakes = new LedgerBrakes(ledger);
    const rows = new PersonRows(users, new LedgerExternalIds(ledger), new LedgerIdentifiers(ledger), new UnkeptEmails(), counts);
    const audit = new PersonAudit(new UntoldTrail(), new UntoldEvents());
    const gate = new DeactivationGate(this.brakes, accounts, counts, clock);
    const names = new NameChangeAlarm(this.brakes, accounts, counts, new UntoldAlarm(), clock);
    this.changing = new ChangeUser(rows, new LastOwner(accounts, users), gate, names, new StoreChange(rows, new NothingToEnd(), audit, clock), clock);
    this.creation = new CreateUser(rows, audit, this.changing, clock);
  }

  /** Whom a look-up by userName would find; undefined: nobody. */
  findByUserName(userName: string): UserEntity | undefined {
    const user = this.holderOf(userName);
    return user?.userNameFolded === foldCase(userName) ? user : undefined;
  }

  /** Whom a look-up by the primary e-mail address would find. */
  findByEmail(email: string): UserEntity | undefined {
    const user = this.holderOf(email);
    return user && user.email !== null && foldCase(user.email) === foldCase(email) ? user : undefined;
  }

  /** What is known of a user, as the integration that asks knows him. */
  currentOf(user: UserEntity): CurrentPerson {
    return { user, externalId: this.ledger.externalIds.get(user.id) ?? null };
  }

  /** @throws Problem as {@link People.create} does */
  create(person: NewPerson): Promise<PersonOutcome> {
    return this.attempt(() => this.creation.create(this.tx, this.context, person));
  }

  /** @throws Problem as {@link People.change} does */
  change(userId: string, changes: PersonChangesOf): Promise<PersonOutcome> {
    return this.attempt(() => this.changing.change(this.tx, this.context, userId, changes));
  }

  private async attempt(work: () => Promise<PersonOutcome>): Promise<PersonOutcome> {
    try {
      return await this.ledger.attempt(work);
    } catch (refusal) {
      await this.noteHeld(refusal);
      throw refusal;
    }
  }

  /** What `HoldDeactivation` does after a refusal, without telling anybody. */
  private async noteHeld(refusal: unknown): Promise<void> {
    const held = heldBy(refusal);
    if (!held) return;
    const { integrationId } = this.context;
    const now = this.clock.millis();
    await this.brakes.markWaiting(this.tx, held.user.id, integrationId);
    const pause = pausedBy(await this.brakes.hold(this.tx, integrationId, now), held.counts, now);
    if (pause) await this.brakes.update(this.tx, integrationId, pause);
  }

  private holderOf(identifier: string): UserEntity | undefined {
    const user = this.ledger.users.get(this.ledger.holders.get(foldCase(identifier)) ?? '');
    return user?.hiddenFromScim ? undefined : user;
  }
}

// What has not happened is told to nobody, and in memory there are no sessions to end.
const nowhere = undefined as never;

class UntoldTrail extends AuditTrail {
  constructor() {
    super(nowhere, nowhere);
  }
  override async record(): Promise<void> {}
}

class UntoldEvents extends Events {
  async raise(): Promise<void> {}
}

class UntoldAlarm extends BrakeAnnouncement {
  constructor() {
    super(nowhere, nowhere, nowhere);
  }
  override async namesChanged(): Promise<void> {}
}

class NothingToEnd extends EndAccess {
  constructor() {
    super(nowhere, nowhere, nowhere, nowhere);
  }
  override async endWhatIsLost(): Promise<void> {}
}
