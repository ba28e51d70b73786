import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import type { ForeseenBrake, Tx, UserEntity } from '@app/persistence';
import { refuseDirectory } from '../problems.js';
import { assertVersion } from './assert-version.js';
import { NameChangeAlarm } from '../brake/name-change-alarm.js';
import { DeactivationGate } from './deactivation-gate.js';
import { LastOwner } from './last-owner.js';
import { changedColumns, nextRow } from './next-row.js';
import { assertMayChange } from './person-rights.js';
import { conflictingAttributes, describeConflict, refuseConflict, refuseSignInEmail } from './person-conflict.js';
import { PersonRows } from './person-rows.js';
import type { ChangeContext, ChangeOptions, CurrentPerson, KeptAttribute, PersonChanges, PersonChangesOf, PersonOutcome } from './person.js';
import { siftChanges } from './sift-changes.js';
import { StoreChange } from './store-change.js';

interface Settled {
  readonly next: UserEntity;
  readonly changes: PersonChanges;
  readonly kept: readonly KeptAttribute[];
}

@Injectable()
export class ChangeUser {
  constructor(
    private readonly rows: PersonRows,
    private readonly lastOwner: LastOwner,
    private readonly gate: DeactivationGate,
    private readonly names: NameChangeAlarm,
    private readonly storing: StoreChange,
    private readonly clock: Clock,
  ) {}

  async change(tx: Tx, context: ChangeContext, userId: string, changesOf: PersonChangesOf, options: ChangeOptions = {}): Promise<PersonOutcome> {
    const holding = this.hold(tx, context, userId);
    const foreseeing = options.mayDeactivate && context.integrationId !== null ? this.gate.foresee(tx, context) : undefined;
    const [current, foreseen] = await Promise.all([holding, foreseeing]);
    assertVersion(current.user, options);
    const wanted = typeof changesOf === 'function' ? changesOf(current) : changesOf;
    return this.apply(tx, context, current, wanted, options, foreseen);
  }

  /** Changes a person whose row is held. */
  async apply(tx: Tx, context: ChangeContext, current: CurrentPerson, wanted: PersonChanges, options: ChangeOptions = {}, foreseen?: ForeseenBrake): Promise<PersonOutcome> {
    const before = current.user;
    const lenient = context.integrationId !== null && wanted.active === false;
    const sifted = siftChanges(current, wanted, lenient);
    const { next, changes, kept } = await this.settle(tx, context, before, sifted, lenient);
    assertMayChange(context, before, changedColumns(before, next), changes);
    if (context.integrationId === null) await this.assertAdministrable(tx, before, next);
    const counted = context.integrationId !== null && !next.active && (await this.gate.pass(tx, context, before, foreseen));
    if (!before.active && next.active) await this.gate.comeBack(tx, before);
    if (context.integrationId !== null && next.active && next.userNameFolded !== before.userNameFolded) await this.names.watch(tx, context, before, next);
    const stored = await this.storing.store(tx, context, { current, next, changes, options, counted });
    return { ...stored, kept };
  }

  private async assertAdministrable(tx: Tx, before: UserEntity, next: UserEntity): Promise<void> {
    await this.lastOwner.assertOneStays(tx, before, next);
    if (next.signInEmail !== before.signInEmail && (await this.rows.signInEmailTaken(tx, next))) throw refuseSignInEmail(next.signInEmail);
  }

  private async hold(tx: Tx, context: ChangeContext, userId: string): Promise<CurrentPerson> {
    const { accountId, integrationId } = context;
    if (integrationId === null) await this.lastOwner.hold(tx, accountId);
    const [user, externalId] = await Promise.all([
      this.rows.users.findForChange(tx, accountId, userId),
      integrationId === null ? null : this.rows.externalIds.find(tx, integrationId, userId),
    ]);
    if (!user || (integrationId !== null && user.hiddenFromScim)) throw userUnknown(userId);
    return { user, externalId };
  }

  /** Takes the identifiers; where others have them, refuses, or (lenient) leaves those attributes as they were. */
  private async settle(tx: Tx, context: ChangeContext, before: UserEntity, { changes, kept }: Omit<Settled, 'next'>, lenient: boolean): Promise<Settled> {
    const next = nextRow(before, changes, context, this.clock.millis());
    const taken = await this.rows.takeNewIdentifiers(tx, before, next);
    if (taken.length === 0) return { next, changes, kept };
    if (!lenient) throw refuseConflict(next, taken);
    const conflicting = conflictingAttributes(next, taken);
    const rest = { ...changes, ...Object.fromEntries(conflicting.map((attribute) => [attribute, undefined])) };
    const told = conflicting.map((attribute) => ({ attribute, detail: describeConflict(attribute, next) }));
    return this.settle(tx, context, before, { changes: rest, kept: [...kept, ...told] }, lenient);
  }
}

export function userUnknown(userId: string) {
  return refuseDirectory('user_unknown', `No user of the account has this id, received ${JSON.stringify(userId.slice(0, 100))}`);
}
