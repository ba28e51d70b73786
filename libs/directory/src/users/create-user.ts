import { Injectable } from '@nestjs/common';
import { Clock, foldCase, newId } from '@app/kernel';
import type { Tx, UserEntity } from '@app/persistence';
import { ChangeUser } from './change-user.js';
import { checkAttribute } from './check-attributes.js';
import { nextRow } from './next-row.js';
import { PersonAudit } from './person-audit.js';
import { refuseConflict, refuseSignInEmail } from './person-conflict.js';
import { assertMayCreate } from './person-rights.js';
import { PersonRows } from './person-rows.js';
import type { ChangeContext, NewPerson, PersonOutcome } from './person.js';
import { siftChanges } from './sift-changes.js';

/** What is not said about a new person. */
const UNSAID = {
  emails: [],
  givenName: null,
  familyName: null,
  displayName: null,
  active: true,
  admin: false,
  firstPhone: null,
  secondPhone: null,
  attributes: {},
  externalId: null,
} as const;

@Injectable()
export class CreateUser {
  constructor(
    private readonly rows: PersonRows,
    private readonly audit: PersonAudit,
    private readonly changing: ChangeUser,
    private readonly clock: Clock,
  ) {}

  async create(tx: Tx, context: ChangeContext, person: NewPerson): Promise<PersonOutcome> {
    assertMayCreate(context, person);
    const fault = checkAttribute('userName', person.userName);
    if (fault) throw fault;
    const { changes, kept } = siftChanges(null, person, context.integrationId !== null && person.active === false);
    const row = this.firstRow(context, { ...changes, userName: person.userName });
    if (await this.rows.signInEmailTaken(tx, row)) throw refuseSignInEmail(row.signInEmail);
    const user = await this.rows.insert(tx, { ...row, passwordHash: person.passwordHash ?? null });
    if (!isUser(user)) return this.provisionAgain(tx, context, person, row, user);
    const externalId = context.integrationId === null ? null : (changes.externalId ?? null);
    if (externalId !== null) await this.rows.externalIds.set(tx, context.integrationId as string, user.id, externalId);
    await this.audit.created(tx, context, row as UserEntity);
    const made = { ...row, sequence: user.sequence };
    await this.rows.count(tx, null, made);
    return { user: made, externalId, changed: true, kept };
  }

  /** The only conflict that is none: an owner whom a provisioning client has deleted is provisioned again by the same person's POST. */
  private async provisionAgain(tx: Tx, context: ChangeContext, person: NewPerson, row: Row, taken: readonly string[]): Promise<PersonOutcome> {
    const [owner, ...others] = await this.rows.users.findByIdentifiers(tx, context.accountId, taken);
    if (context.integrationId === null || !owner?.hiddenFromScim || others.length > 0) throw refuseConflict(row, taken);
    await this.rows.users.delete(tx, row.id);
    const user = await this.rows.users.findForChange(tx, context.accountId, owner.id);
    if (!user?.hiddenFromScim) throw refuseConflict(row, taken);
    const shown = { ...user, hiddenFromScim: false, version: user.version + 1, updatedAt: row.updatedAt };
    await this.rows.users.update(tx, user.id, { hiddenFromScim: false, version: shown.version, updatedAt: shown.updatedAt });
    await this.audit.ownerWasProvisionedAgain(tx, context, user);
    const outcome = await this.changing.apply(tx, context, { user: shown, externalId: null }, { ...UNSAID, ...withoutUndefined(person) });
    await this.rows.count(tx, user, shown);
    return { ...outcome, changed: true };
  }

  private firstRow(context: ChangeContext, person: NewPerson): Row {
    const now = this.clock.millis();
    const { accountId, integrationId } = context;
    const empty = { id: newId(), accountId, userName: person.userName, userNameFolded: foldCase(person.userName), ...blank, managedBy: integrationId, createdAt: now, updatedAt: now };
    const { sequence: _, passwordHash: __, ...row } = nextRow(empty as UserEntity, { ...UNSAID, ...withoutUndefined(person) }, context, now);
    return row as Row;
  }
}

type Row = Omit<UserEntity, 'sequence' | 'passwordHash'> & { passwordHash: null };

/** A row before anything is said about the person. */
const blank = {
  email: null,
  givenName: null,
  familyName: null,
  displayName: null,
  active: true,
  owner: false,
  admin: false,
  staff: false,
  firstPhone: null,
  secondPhone: null,
  signInEmail: null,
  suspendedAt: null,
  hiddenFromScim: false,
  deprovisionedBy: null,
  deprovisionedAt: null,
  deactivationHeldBy: null,
  attributes: {},
  version: 1,
};

function isUser(outcome: UserEntity | readonly string[]): outcome is UserEntity {
  return 'sequence' in outcome;
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value;
}
